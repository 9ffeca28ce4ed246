// Vaadin's client goes on by itself once the connection is back, but says that it is back only with the next thing that
// somebody does. This takes the notice away: when the server has answered for longer than Vaadin pauses between tries.
(() => {
  const enough = 3;
  const state = window.Vaadin.connectionState;
  let watching = false;

  const answers = () => fetch('icon.svg', { method: 'HEAD', cache: 'no-store' }).then(reply => reply.ok, () => false);

  const pause = () => new Promise(done => setTimeout(done, 1000));

  const watch = async () => {
    for (let row = 0; row < enough; row = await answers() ? row + 1 : 0) {
      await pause();
      if (state.state !== 'reconnecting') {
        return;
      }
    }
    if (state.state === 'reconnecting') {
      state.state = 'connected';
    }
  };

  state?.addStateChangeListener((_, now) => {
    if (now === 'reconnecting' && !watching) {
      watching = true;
      watch().finally(() => watching = false);
    }
  });
})();
