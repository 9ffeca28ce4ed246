// The browser's half of a photo's card: its heat map and the way to the clipboard.

// From dark red over orange to pale yellow: [0 to 1, red, green, blue].
const heatColours = [[0, 60, 0, 40], [0.35, 180, 20, 40], [0.7, 250, 140, 20], [1, 255, 245, 170]];

const heatColour = part => {
  const next = Math.max(1, heatColours.findIndex(([at]) => part <= at));
  const [from, ...low] = heatColours[next - 1];
  const [to, ...high] = heatColours[next];
  const share = (part - from) / (to - from);
  return low.map((value, i) => value + share * (high[i] - value));
};

// Draws width x height numbers over the whole picture. Each number stands for the middle of its part of the picture;
// between four of them it is their bilinear mean.
window.sommelierHeat = (canvas, slider, width, height, values) => {
  const picture = canvas.parentElement.querySelector('img.preview');
  const longest = 224;
  const scale = longest / Math.max(picture.naturalWidth, picture.naturalHeight, 1);
  // Of the picture's own shape, so that both are cut to the card's shape in the same way.
  canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale)) || longest;
  canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale)) || longest;
  const least = Math.min(...values);
  const range = Math.max(...values) - least || 1;
  const value = (x, y) => (values[y * width + x] - least) / range;

  const place = (pixel, pixels, parts) => {
    const at = Math.min(parts - 1, Math.max(0, (pixel + 0.5) / pixels * parts - 0.5));
    const low = Math.min(Math.floor(at), Math.max(0, parts - 2));
    return [low, Math.min(low + 1, parts - 1), at - low];
  };

  const pen = canvas.getContext('2d');
  const image = pen.createImageData(canvas.width, canvas.height);
  for (let y = 0, i = 0; y < canvas.height; y++) {
    const [top, bottom, down] = place(y, canvas.height, height);
    for (let x = 0; x < canvas.width; x++, i += 4) {
      const [left, right, across] = place(x, canvas.width, width);
      const upper = value(left, top) * (1 - across) + value(right, top) * across;
      const lower = value(left, bottom) * (1 - across) + value(right, bottom) * across;
      const part = upper * (1 - down) + lower * down;
      image.data.set([...heatColour(part), 255 * Math.min(1, 0.15 + part)], i);
    }
  }
  pen.putImageData(image, 0, 0);
  const show = () => { canvas.style.opacity = slider.value / 100; };
  slider.oninput = show;
  show();
};

// Says whether it worked. Pages that are not served safely have no clipboard of their own, but the old way works there.
window.sommelierCopy = async text => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.style.position = 'fixed';
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    return copied;
  }
};
