// HTML of strangers, made fit for a parser under a strict content security policy: it would complain of every style in it.

export interface Markup {
  html: string;
  /** The text of the style sheets, which stand in it no longer. */
  styles: string;
}

const tag = /<([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;
const attribute = /([^\s"'>/=]+)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g;

/** Takes out style sheets and scripts, and renames the attributes of style and of events: they are data here. */
export function cleaned(source: string): Markup {
  const styles: string[] = [];
  const html = source
    .replace(/<(style|script)\b[^>]*>([\s\S]*?)<\/\1\s*>/gi, (_, name: string, text: string) => {
      if (name.toLowerCase() === "style") {
        styles.push(text);
      }
      return "";
    })
    .replace(tag, (_, name: string, attributes: string) => `<${name}${attributes.replace(attribute, (whole, key: string) => (/^(style|srcdoc|on\w+)$/i.test(key) ? `data-${whole}` : whole))}>`);
  return { html, styles: styles.join("\n") };
}
