/** The designs to begin a new one with: what the command line and the editor offer. */

export interface Template {
  /** What it is called on the command line. */
  readonly id: string;
  /** The name of its system. */
  readonly name: string;
  readonly title: string;
  /** Its path in the project, with forward slashes. */
  readonly file: string;
  /** Names and words for the author to replace, each everywhere at once. */
  readonly blanks?: readonly string[];
}

const sample = (id: string, name: string, title: string, file = `samples/${id}.sdesign`): Template => ({
  id,
  name,
  title,
  file,
});

export const templates: readonly Template[] = [
  {
    id: "interview",
    name: "Product",
    title: "The steps of a design interview, to be filled in",
    file: "templates/interview.sdesign",
    blanks: ["What is it for, in one sentence?", "Product", "What it does", "User", "The people who use it", "Thing"],
  },
  sample("dinner-booking", "DinnerBooking", "Dinners at people's homes"),
  sample("image-sharing", "ImageSharing", "One uploads, another downloads"),
  sample("instant-messenger", "InstantMessenger", "Instant messages between friends"),
  sample("pastebin", "Pastebin", "Share a text under a short link"),
  sample("real-time-metrics", "RealTimeMetrics", "Application metrics in real time"),
  sample("ticketmaster", "Ticketmaster", "Ticket sales for live events"),
  sample("tiny-url", "TinyUrl", "Short links"),
  sample("twitter", "Twitter", "Short messages to followers"),
  sample("unique-id-generator", "UniqueIdGenerator", "Distributed unique identifiers"),
  sample("view-counter", "ViewCounterSql", "View counter on sharded SQL", "samples/view-counter/relational.sdesign"),
  sample(
    "view-counter-wide-column",
    "ViewCounterWide",
    "View counter on a wide-column store",
    "samples/view-counter/wide-column.sdesign",
  ),
];

/**
 * A template's text as one file: what it imports stands in the place of the import, without the comment that says what a
 * library is. Line ends are `\n`.
 *
 * @param read gives a file of the project by its path
 */
export async function templateText(template: Template, read: (file: string) => Promise<string>): Promise<string> {
  const folder = template.file.slice(0, template.file.lastIndexOf("/") + 1);
  const text = await lines(read, template.file);
  const imports = [...text.matchAll(/^import "\.\/(.+)"\n/gm)];
  const texts = await Promise.all(
    imports.map(async ([, name]) => (await lines(read, folder + name)).replace(/^(?:\/\/ .*\n)+\n*/, "")),
  );
  return imports.reduce((whole, [line], index) => whole.replace(line, () => texts[index] ?? ""), text);
}

async function lines(read: (file: string) => Promise<string>, file: string): Promise<string> {
  return (await read(file)).replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
}

/** A template's text as a snippet of the editor's: its blanks are visited by Tab, and fill each other in. */
export function templateSnippet(text: string, blanks: readonly string[]): string {
  const seen = new Set<string>();
  const words = [...blanks].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(
    `(?<!\\w)(?:${words.map((word) => word.replace(/[^\w ]/g, "\\$&")).join("|")})(?!\\w)`,
    "g",
  );
  let at = 0;
  let snippet = "";
  for (const match of text.matchAll(pattern)) {
    const [word] = match;
    const number = blanks.indexOf(word) + 1;
    snippet += escape(text.slice(at, match.index));
    snippet += seen.has(word) ? `\${${number}}` : `\${${number}:${escape(word)}}`;
    seen.add(word);
    at = match.index + word.length;
  }
  return `${snippet}${escape(text.slice(at))}$0`;
}

function escape(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}
