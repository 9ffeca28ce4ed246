// Light, dark, or what the system has, which is the default. A choice is kept in this browser.
window.sommelierColorScheme = (() => {
  const key = 'sommelier.color-scheme';
  const root = document.documentElement;

  // A browser may forbid storage: the choice then lasts as long as the page.
  let chosen = null;
  try {
    chosen = localStorage.getItem(key);
  } catch { }
  if (chosen !== 'light' && chosen !== 'dark') {
    chosen = null;
  }

  const apply = () => {
    root.style.colorScheme = chosen ?? 'light dark';
    root.setAttribute('theme', chosen ?? 'light-dark');
    document.querySelectorAll('.color-scheme').forEach(show);
  };

  const show = group => group.querySelectorAll('input').forEach(radio => {
    radio.checked = radio.value === (chosen ?? 'system');
  });

  const choose = value => {
    chosen = value === 'system' ? null : value;
    try {
      chosen ? localStorage.setItem(key, chosen) : localStorage.removeItem(key);
    } catch { }
    apply();
  };

  apply();

  return {
    connect(group) {
      if (!group.connectedToColorScheme) {
        group.connectedToColorScheme = true;
        group.addEventListener('change', event => choose(event.target.value));
      }
      show(group);
    }
  };
})();
