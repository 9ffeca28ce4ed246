// Light or dark: the system decides until a person does. A choice is kept in this browser; choosing what the system
// says anyway lets go of it, so that the page follows the system again.
window.sommelierColorScheme = (() => {
  const key = 'sommelier.color-scheme';
  const root = document.documentElement;
  const system = window.matchMedia('(prefers-color-scheme: dark)');

  // A browser may forbid storage: the choice then lasts as long as the page.
  let chosen = null;
  try {
    chosen = localStorage.getItem(key);
  } catch { }

  const isDark = () => (chosen ? chosen === 'dark' : system.matches);

  const apply = () => {
    root.style.colorScheme = chosen ?? 'light dark';
    root.setAttribute('theme', chosen ?? 'light-dark');
    document.querySelectorAll('.color-scheme').forEach(show);
  };

  const show = button => button.setAttribute('aria-pressed', String(isDark()));

  const toggle = () => {
    const dark = !isDark();
    chosen = dark === system.matches ? null : dark ? 'dark' : 'light';
    try {
      chosen ? localStorage.setItem(key, chosen) : localStorage.removeItem(key);
    } catch { }
    apply();
  };

  system.addEventListener('change', apply);
  apply();

  return {
    connect(button) {
      if (!button.connectedToColorScheme) {
        button.connectedToColorScheme = true;
        button.addEventListener('click', toggle);
      }
      show(button);
    }
  };
})();
