/** The pages of docs/ for those who call, as web pages: the guide for partners, and those that it leads to. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Marked } from 'marked';

/** By the name of the file, so that a link from one to another leads to the same page here and in the repository. */
export const GUIDES = ['partners', 'errors', 'access', 'events', 'glossary'];

const FOLDER = path.resolve(import.meta.dirname, '../../../docs');

const STYLE = `body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; } td, th { border: 1px solid #ccc; padding: .2rem .5rem; text-align: left; vertical-align: top; }
pre { background: #f4f4f4; padding: .8rem; overflow-x: auto; }`;

/** As repositories name headings, so that links to them work. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const marked = new Marked({
  renderer: {
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${anchorOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    /** What is no guide stands in the repository alone. */
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens);
      const [name] = href.split('.md');
      const leads = /^(?:https?:|\/|#)/.test(href) || GUIDES.includes(name ?? '');
      return leads ? `<a href="${href.replaceAll('"', '%22')}">${words}</a>` : words;
    },
  },
});

/** A page in HTML. */
export function pageOf(text: string): string {
  const title = /^# (.*)$/m.exec(text)?.[1] ?? '';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head>\n<body>${marked.parse(text)}</body></html>`;
}

/** The text of a guide, as the repository has it. */
export const guideText = (name: string): string => readFileSync(path.join(FOLDER, `${name}.md`), 'utf8');
