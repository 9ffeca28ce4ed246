// Draws what Plot.java describes. Every name in it is text that somebody may have chosen to do harm: it goes to ECharts
// as data and into the table as textContent; no formatter of ours returns HTML, and hints are drawn, not marked up.
window.sommelierChart ??= (() => {
  const charts = new Set();
  const still = matchMedia('(prefers-reduced-motion: reduce)');

  // As four digits that count; en as everything else on the page.
  const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
  const share = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

  const seconds = value => {
    const size = Math.abs(value);
    return size === 0 || size >= 1 ? `${plain.format(value)} s`
      : size >= 1e-3 ? `${plain.format(value * 1e3)} ms` : `${plain.format(value * 1e6)} µs`;
  };

  const bytes = value => {
    const steps = Math.min(4, Math.max(0, Math.floor(Math.log2(Math.abs(value) || 1) / 10)));
    return `${plain.format(value / 1024 ** steps)} ${['bytes', 'KB', 'MB', 'GB', 'TB'][steps]}`;
  };

  const writers = {
    plain: value => plain.format(value), share: value => share.format(value), seconds, bytes,
    clock: value => clock.format(value)
  };

  const write = (unit, value) =>
    value === null || value === undefined || Number.isNaN(value) ? '–' : writers[unit](value);

  // ECharts computes with colours and knows few notations; a canvas turns any into red, green and blue.
  const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
    .getContext('2d', { willReadFrequently: true });

  const colour = (probe, name) => {
    probe.style.color = `var(${name})`;
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = getComputedStyle(probe).color;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return `rgba(${r},${g},${b},${a / 255})`;
  };

  const colours = box => {
    const probe = box.parentElement.appendChild(document.createElement('span'));
    probe.hidden = true;
    const of = name => colour(probe, name);
    const found = {
      series: [1, 2, 3, 4, 5, 6, 7, 8].map(i => of(`--chart-${i}`)),
      text: of('--chart-text'), quiet: of('--chart-quiet'), line: of('--chart-line'),
      font: getComputedStyle(box).fontFamily, surface: of('--surface'), low: of('--chart-low'), high: of('--chart-high'), onHigh: of('--chart-on-high')
    };
    probe.remove();
    return found;
  };

  // A brace in a name would be taken for the start of a style.
  const plainly = name => name.replaceAll('{', '{\u200b');

  const measured = (axis, ink) => ({
    type: axis.unit === 'clock' ? 'time' : 'value', name: plainly(axis.name), nameLocation: 'middle', nameGap: 30,
    min: axis.from, max: axis.to, scale: axis.from === undefined,
    nameTextStyle: { color: ink.quiet },
    axisLabel: { color: ink.quiet, hideOverlap: true, formatter: value => write(axis.unit, value) },
    axisLine: { lineStyle: { color: ink.line } }, axisTick: { show: false },
    splitLine: { lineStyle: { color: ink.line } }
  });

  const named = (labels, ink, name = '') => ({
    type: 'category', data: labels.map(plainly), name: plainly(name), nameLocation: 'middle', nameGap: 30, nameTextStyle: { color: ink.quiet },
    axisLabel: { color: ink.quiet, hideOverlap: true, width: 120, overflow: 'truncate' },
    axisLine: { lineStyle: { color: ink.line } }, axisTick: { show: false }
  });

  // The name of the upright axis stands above it: turned, it takes width that a phone does not have.
  const upright = axis => ({ ...axis, nameLocation: 'end', nameGap: 10, nameTextStyle: { ...axis.nameTextStyle, align: 'left' } });

  const frame = (plot, ink, more) => ({
    color: ink.series,
    animation: !still.matches, animationDuration: 300, animationDurationUpdate: 300,
    textStyle: { fontFamily: ink.font, color: ink.text },
    grid: { left: 8, right: 16, bottom: more.xAxis.name ? 28 : 8, containLabel: true,
      top: 8 + (more.legend ? 26 : 0) + (more.yAxis.name ? 22 : 0) },
    tooltip: {
      renderMode: 'richText', confine: true, backgroundColor: ink.surface, borderColor: ink.line,
      textStyle: { color: ink.text, fontFamily: ink.font, fontSize: 13 }, ...more.tooltip
    },
    legend: more.legend ? {
      type: 'scroll', top: 0, left: 0, icon: 'roundRect', itemWidth: 14, itemHeight: 4,
      textStyle: { color: ink.text, width: 160, overflow: 'truncate' },
      pageTextStyle: { color: ink.text }, pageIconColor: ink.text, pageIconInactiveColor: ink.line
    } : undefined,
    xAxis: more.xAxis, yAxis: more.yAxis, visualMap: more.visualMap, series: more.series
  });

  const hasNames = plot => plot.series.some(series => series.name);

  const along = (plot, ink, type) => frame(plot, ink, {
    legend: hasNames(plot),
    xAxis: { ...measured(plot.x, ink), scale: true, splitLine: { show: false } }, yAxis: upright(measured(plot.y, ink)),
    tooltip: type === 'line'
      ? { trigger: 'axis', valueFormatter: value => write(plot.y.unit, value),
        axisPointer: { lineStyle: { color: ink.quiet }, label: { formatter: at => write(plot.x.unit, at.value) } } }
      : { trigger: 'item', formatter: at => `${at.seriesName} ${write(plot.x.unit, at.value[0])}, ${write(plot.y.unit, at.value[1])}` },
    series: plot.series.map((series, i) => ({
      type, name: plainly(series.name), data: series.points, showSymbol: series.points.length < 2 || type === 'scatter',
      symbolSize: type === 'scatter' ? 7 : 5, lineStyle: { width: 2, type: i < 8 ? 'solid' : 'dashed' },
      stack: plot.stacked ? 'all' : undefined, areaStyle: plot.stacked ? { opacity: 0.25 } : undefined,
      emphasis: { focus: 'series' }
    }))
  });

  const bars = (plot, ink) => {
    const labels = { ...named(plot.labels, ink), inverse: plot.lying };
    const figures = { ...measured(plot.y, ink), scale: false };
    return frame(plot, ink, {
      legend: hasNames(plot),
      xAxis: plot.lying ? figures : labels, yAxis: plot.lying ? labels : upright(figures),
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: value => write(plot.y.unit, value) },
      series: plot.series.map(series => ({
        type: 'bar', name: plainly(series.name), data: series.values, barMaxWidth: 36, barMinHeight: 1,
        stack: plot.stacked ? 'all' : undefined, itemStyle: { borderRadius: plot.stacked ? 0 : 3 }
      }))
    });
  };

  const heatMap = (plot, ink) => {
    const cells = plot.cells.flatMap((row, y) => row.map((value, x) => [x, y, value]));
    const most = Math.max(0, ...cells.map(cell => cell[2] ?? 0)) || 1;
    return frame(plot, ink, {
      xAxis: named(plot.columns, ink, plot.columnsAre),
      yAxis: { ...upright(named(plot.rows, ink, plot.rowsAre)), inverse: true, nameLocation: 'start' },
      tooltip: { trigger: 'item', formatter: at =>
        plainly(`${plot.rowsAre} ${plot.rows[at.value[1]]}\n${plot.columnsAre} ${plot.columns[at.value[0]]}\n`)
        + write(plot.unit, at.value[2]) },
      visualMap: { show: false, min: 0, max: most, inRange: { color: [ink.low, ink.high] } },
      series: [{
        type: 'heatmap', itemStyle: { borderColor: ink.surface, borderWidth: 2, borderRadius: 4 },
        data: cells.map(value => ({ value, label: { color: (value[2] ?? 0) > most * 0.55 ? ink.onHigh : ink.text } })),
        label: { show: plot.columns.length <= 12, formatter: at => write(plot.unit, at.value[2]) }
      }]
    });
  };

  const kinds = {
    lines: (plot, ink) => along(plot, ink, 'line'), scatter: (plot, ink) => along(plot, ink, 'scatter'),
    bars, 'heat-map': heatMap
  };

  const isEmpty = plot => plot.kind === 'heat-map'
    ? plot.cells.length === 0 : !plot.series.some(series => (series.points ?? series.values).length > 0);

  const cell = (row, tag, text) => {
    row.appendChild(document.createElement(tag)).textContent = text;
  };

  // One row for each point, label or row of cells.
  const rows = plot => {
    if (plot.kind === 'heat-map') {
      return { head: [`${plot.rowsAre} \\ ${plot.columnsAre}`, ...plot.columns],
        body: plot.rows.map((name, y) => [name, ...plot.cells[y].map(value => write(plot.unit, value))]) };
    }
    const names = plot.series.map(series => series.name || plot.y.name || plot.title);
    if (plot.kind === 'bars') {
      return { head: ['', ...names], body: plot.labels.map((label, i) =>
        [label, ...plot.series.map(series => write(plot.y.unit, series.values[i]))]) };
    }
    if (plot.kind === 'scatter') {
      return { head: ['', plot.x.name, plot.y.name], body: plot.series.flatMap(series => series.points.map(point =>
        [series.name, write(plot.x.unit, point[0]), write(plot.y.unit, point[1])])) };
    }
    const places = [...new Set(plot.series.flatMap(series => series.points.map(point => point[0])))].sort((a, b) => a - b);
    const lines = plot.series.map(series => new Map(series.points));
    return { head: [plot.x.name, ...names], body: places.map(place =>
      [write(plot.x.unit, place), ...lines.map(line => write(plot.y.unit, line.get(place)))]) };
  };

  const table = plot => {
    const { head, body } = rows(plot);
    const made = document.createElement('table');
    const first = made.createTHead().insertRow();
    head.forEach(name => cell(first, 'th', name));
    const rest = made.createTBody();
    body.forEach(values => {
      const row = rest.insertRow();
      values.forEach((value, i) => cell(row, i ? 'td' : 'th', value));
    });
    return made;
  };

  const tell = figure => {
    const details = figure.querySelector('.chart-table');
    if (!details.firstChild) {
      details.appendChild(document.createElement('summary')).textContent = figure.plot.tableIs;
      const place = details.appendChild(document.createElement('div'));
      // A wide table scrolls by itself, and then has to be reached by the keyboard.
      place.tabIndex = 0;
      place.setAttribute('role', 'region');
      place.setAttribute('aria-label', figure.plot.title);
      details.addEventListener('toggle', () => tell(figure));
    }
    details.lastChild.replaceChildren(...(details.open ? [table(figure.plot)] : []));
  };

  const draw = figure => {
    const { plot, box } = figure;
    box.dataset.nothing = isEmpty(plot) ? plot.nothing : '';
    figure.chart.setOption(kinds[plot.kind](plot, colours(box)), {
      notMerge: figure.kind !== plot.kind, replaceMerge: ['series', 'xAxis', 'yAxis', 'legend', 'visualMap']
    });
    figure.kind = plot.kind;
    tell(figure);
  };

  const start = figure => {
    figure.box = figure.querySelector('.chart-box');
    figure.chart = echarts.init(figure.box, null, { renderer: 'svg' });
    figure.kind = undefined;
    charts.add(figure);
    figure.watch = new ResizeObserver(() => (figure.isConnected ? figure.chart.resize() : stop(figure)));
    figure.watch.observe(figure.box);
  };

  const stop = figure => {
    figure.watch.disconnect();
    figure.chart.dispose();
    figure.chart = undefined;
    charts.delete(figure);
  };

  const redraw = () => [...charts].forEach(figure => (figure.isConnected ? draw(figure) : stop(figure)));

  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  still.addEventListener('change', redraw);
  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ['theme', 'style', 'class'] });

  return (figure, plot) => {
    figure.plot = plot;
    if (!figure.chart) {
      start(figure);
    }
    draw(figure);
  };
})();
