// The browser's half of BatchIntake: keeps photos that are dropped, pasted or chosen, reads what a zip holds, announces
// it, sends a photo when the server asks for it, and draws a thumbnail where one is seen. A file of a zip is unpacked
// only for the moment it is needed, and never beyond the size that a photo may have.
window.sommelierBatchIntake = zone => {
  if (zone.send) {
    return;
  }
  const GROUP = 200;
  const LONGEST_DIRECTORY = 32 << 20;
  const input = zone.querySelector('input[type=file]');
  const most = Number(zone.dataset.most);
  const largest = Number(zone.dataset.bytes);
  const photos = new Map();
  const uploads = new Map();
  let count = 0;
  let dragEnd;

  const keep = (name, bytes, problem, open) => {
    photos.set(++count, { open, thumb: problem || bytes > largest ? '' : null });
    return { id: count, name, bytes, problem };
  };

  const refused = (file, problem) => [{ name: file.name, bytes: 0, problem }];

  const view = async blob => new DataView(await blob.arrayBuffer());

  // The end of a zip, within the longest comment it may have: 4.3.16 of PKWARE's APPNOTE.
  const endOf = async zip => {
    const from = Math.max(0, zip.size - 22 - 0xffff);
    const tail = await view(zip.slice(from));
    for (let at = tail.byteLength - 22; at >= 0; at--) {
      if (tail.getUint32(at, true) === 0x06054b50) {
        return { entries: tail.getUint16(at + 10, true), size: tail.getUint32(at + 12, true),
          start: tail.getUint32(at + 16, true) };
      }
    }
    throw new Error('no end of a zip');
  };

  const problemOf = (flags, method) => (flags & 1 ? 'locked' : method !== 0 && method !== 8 ? 'packing' : '');

  const unpack = async (zip, entry) => {
    const head = await view(zip.slice(entry.at, entry.at + 30));
    if (head.getUint32(0, true) !== 0x04034b50) {
      throw new Error('no file of the zip here');
    }
    const start = entry.at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
    const packed = zip.slice(start, start + entry.packed);
    const stream = entry.method === 0 ? packed.stream()
      : packed.stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const parts = [];
    let size = 0;
    for (const reader = stream.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      size += value.byteLength;
      // A directory may lie; a bomb ends here.
      if (size > Math.min(entry.bytes, largest)) {
        await reader.cancel();
        throw new Error('more than the zip said');
      }
      parts.push(value);
    }
    if (size !== entry.bytes) {
      throw new Error('less than the zip said');
    }
    return new Blob(parts);
  };

  const isPhoto = name => !name.endsWith('/') && !/(^|\/)(\.|__MACOSX\/)/.test(name);

  const entriesOf = async zip => {
    const end = await endOf(zip);
    if (end.entries === 0xffff || end.size > LONGEST_DIRECTORY || end.start === 0xffffffff) {
      return refused(zip, 'zip-large');
    }
    const directory = await view(zip.slice(end.start, end.start + end.size));
    const found = [];
    for (let at = 0, i = 0; i < end.entries; i++) {
      if (directory.getUint32(at, true) !== 0x02014b50) {
        throw new Error('the directory of the zip is damaged');
      }
      const names = directory.getUint16(at + 28, true);
      const name = new TextDecoder().decode(new Uint8Array(directory.buffer, at + 46, names));
      const entry = { packed: directory.getUint32(at + 20, true), bytes: directory.getUint32(at + 24, true),
        method: directory.getUint16(at + 10, true), at: directory.getUint32(at + 42, true) };
      if (isPhoto(name)) {
        found.push({ name, bytes: entry.bytes, problem: problemOf(directory.getUint16(at + 8, true), entry.method),
          open: () => unpack(zip, entry) });
      }
      at += 46 + names + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
    }
    return found.length ? found : refused(zip, 'zip-empty');
  };

  const isZip = file => /\.zip$/i.test(file.name) || /^application\/(x-)?zip/.test(file.type);

  const contents = async file => {
    if (!isZip(file)) {
      return [{ name: file.name, bytes: file.size, problem: '', open: async () => file }];
    }
    try {
      return await entriesOf(file);
    } catch {
      return refused(file, 'zip');
    }
  };

  // In groups, so that no single message keeps the page from answering.
  const announce = async files => {
    const found = [];
    let leftOut = 0;
    for (const file of files ?? []) {
      for (const photo of await contents(file)) {
        if (found.length < most) {
          found.push(photo);
        } else {
          leftOut++;
        }
      }
    }
    for (let from = 0; from < found.length; from += GROUP) {
      const group = found.slice(from, from + GROUP).map(p => keep(p.name, p.bytes, p.problem, p.open));
      await zone.$server.chosen(group, from + GROUP < found.length ? 0 : leftOut);
    }
  };

  zone.send = async id => {
    const photo = photos.get(id);
    const upload = new AbortController();
    uploads.set(id, upload);
    try {
      const body = await photo.open();
      upload.signal.throwIfAborted();
      const answer = await fetch(zone.dataset.upload, {
        method: 'POST', body, headers: { 'X-Photo': id }, signal: upload.signal
      });
      if (!answer.ok) {
        throw new Error(`status ${answer.status}`);
      }
    } catch {
      if (!upload.signal.aborted) {
        zone.$server.notSent(id);
      }
    } finally {
      if (uploads.get(id) === upload) {
        uploads.delete(id);
      }
    }
  };

  zone.stop = () => uploads.forEach(upload => upload.abort());

  zone.release = id => photos.delete(id);

  zone.releaseAll = () => {
    zone.stop();
    photos.clear();
  };

  const SIDE = 96;

  const draw = async photo => {
    const picture = await createImageBitmap(await photo.open());
    try {
      const canvas = Object.assign(document.createElement('canvas'), { width: SIDE, height: SIDE });
      const pen = canvas.getContext('2d');
      const part = Math.min(picture.width, picture.height);
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, SIDE, SIDE);
      pen.drawImage(picture, (picture.width - part) / 2, (picture.height - part) / 2, part, part, 0, 0, SIDE, SIDE);
      return canvas.toDataURL('image/jpeg', 0.8);
    } finally {
      picture.close();
    }
  };

  // One photo at a time, the latest wish first: while somebody scrolls, what has left the view is not drawn.
  const wishes = [];
  let drawing = false;

  const drawWishes = async () => {
    drawing = true;
    for (let cell = wishes.pop(); cell; cell = wishes.pop()) {
      const photo = cell.isConnected && photos.get(Number(cell.getAttribute('photo')));
      if (photo?.thumb === null) {
        photo.thumb = await draw(photo).catch(() => '');
      }
      cell.paint();
    }
    drawing = false;
  };

  zone.thumb = id => photos.get(id)?.thumb;
  zone.wish = cell => {
    wishes.push(cell);
    if (!drawing) {
      drawWishes();
    }
  };

  // The page may be left without a reload, and these listeners are on the document.
  const listen = (type, action) => {
    const listener = event => (zone.isConnected ? action(event) : document.removeEventListener(type, listener));
    document.addEventListener(type, listener);
  };

  const carriesFiles = event => event.dataTransfer?.types.includes('Files');
  const showDrag = on => document.body.classList.toggle('dragging-batch', on);
  document.body.style.setProperty('--drop-here', JSON.stringify(zone.dataset.drop));

  listen('dragover', event => {
    if (carriesFiles(event)) {
      event.preventDefault();
      showDrag(true);
      clearTimeout(dragEnd);
      dragEnd = setTimeout(() => showDrag(false), 300);
    }
  });

  listen('drop', event => {
    if (carriesFiles(event)) {
      event.preventDefault();
      showDrag(false);
      announce([...event.dataTransfer.files]);
    }
  });

  listen('paste', event => announce([...(event.clipboardData?.files ?? [])]));

  zone.querySelector('.batch-choose').addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    announce([...input.files]);
    // Otherwise the same files could not be chosen twice.
    input.value = '';
  });
};

// The thumbnail in a row. The table uses its cells again for other rows as it scrolls.
customElements.get('batch-thumb') ?? customElements.define('batch-thumb', class extends HTMLElement {
  static observedAttributes = ['photo'];

  attributeChangedCallback() {
    this.paint();
  }

  connectedCallback() {
    this.paint();
  }

  paint() {
    const zone = document.querySelector('.batch-intake');
    const thumb = zone?.thumb?.(Number(this.getAttribute('photo')));
    this.style.backgroundImage = thumb ? `url("${thumb}")` : '';
    if (thumb === null && this.isConnected) {
      zone.wish(this);
    }
  }
});
