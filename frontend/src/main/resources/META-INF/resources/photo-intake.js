// The browser's half of PhotoIntake: collects photos that are dropped, pasted or chosen, announces them, and sends one
// when the server asks for it. The photos stay here until they are released, so a retry needs nothing from the user.
window.sommelierPhotoIntake = zone => {
  if (zone.send) {
    return;
  }
  const input = zone.querySelector('input[type=file]');
  const photos = new Map();
  const uploads = new Map();
  let count = 0;
  let dragEnd;

  const keep = file => {
    const photo = { id: ++count, file, preview: URL.createObjectURL(file) };
    photos.set(photo.id, photo);
    return { id: photo.id, name: file.name, bytes: file.size, preview: photo.preview };
  };

  const announce = files => {
    if (files?.length) {
      zone.$server.chosen([...files].map(keep));
    }
  };

  zone.send = async id => {
    const photo = photos.get(id);
    if (!photo) {
      return;
    }
    const upload = new AbortController();
    uploads.set(id, upload);
    try {
      const answer = await fetch(zone.dataset.upload, {
        method: 'POST', body: photo.file, headers: { 'X-Photo': id }, signal: upload.signal
      });
      if (!answer.ok) {
        throw new Error(`status ${answer.status}`);
      }
    } catch {
      if (!upload.signal.aborted) {
        zone.$server.notSent(id);
      }
    } finally {
      uploads.delete(id);
    }
  };

  zone.release = id => {
    uploads.get(id)?.abort();
    URL.revokeObjectURL(photos.get(id)?.preview);
    photos.delete(id);
  };

  // The page may be left without a reload, and these listeners are on the document.
  const listen = (type, action, options) => {
    const listener = event => (zone.isConnected ? action(event) : document.removeEventListener(type, listener, options));
    document.addEventListener(type, listener, options);
  };

  const carriesFiles = event => event.dataTransfer?.types.includes('Files');

  const showDrag = on => document.body.classList.toggle('dragging-photos', on);
  document.body.style.setProperty('--drop-here', JSON.stringify(zone.dataset.drop));

  listen('dragover', event => {
    if (carriesFiles(event)) {
      event.preventDefault();
      showDrag(true);
      // "dragleave" fires at every element on the way; that no "dragover" comes any more is the sure sign.
      clearTimeout(dragEnd);
      dragEnd = setTimeout(() => showDrag(false), 300);
    }
  });

  listen('drop', event => {
    if (carriesFiles(event)) {
      event.preventDefault();
      showDrag(false);
      announce(event.dataTransfer.files);
    }
  });

  listen('paste', event => announce(event.clipboardData?.files));

  // A format that this browser cannot show still gets classified; its card shows a placeholder.
  listen('error', event => {
    if (event.target.matches?.('img.preview')) {
      event.target.parentElement.classList.add('without-preview');
    }
  }, true);

  // On a phone "capture" opens the camera at once, where a chooser of files would ask first.
  const choose = camera => {
    input.toggleAttribute('multiple', !camera);
    if (camera) {
      input.setAttribute('capture', 'environment');
    } else {
      input.removeAttribute('capture');
    }
    input.click();
  };

  zone.querySelector('.choose').addEventListener('click', () => choose(false));
  zone.querySelector('.take').addEventListener('click', () => choose(true));
  input.addEventListener('change', () => {
    announce(input.files);
    // Otherwise the same photo could not be chosen twice.
    input.value = '';
  });

  zone.example = async name => {
    const answer = await fetch(zone.querySelector(`[data-example="${name}"] img`).src);
    if (answer.ok) {
      announce([new File([await answer.blob()], `${name}.jpg`, { type: 'image/jpeg' })]);
    }
  };

  for (const each of zone.querySelectorAll('[data-example]')) {
    each.addEventListener('click', () => zone.example(each.dataset.example));
  }
};
