// All bodies of the samples and features, with the scheme that numbers them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { appendixScheme, schemeFor } from "../src/contract/schemes.ts";
import type { Body } from "../src/contract/types.ts";

interface Document {
  type: string;
  numbering?: string[];
  body?: Body;
  appendices?: { numbering?: string[]; body?: Body }[];
  enclosures?: Document[];
}

export interface Sample {
  file: string;
  pointer: string;
  body: Body;
  scheme: readonly string[];
}

/** The root of the repository, told by the Go test that runs this. */
export const root = process.env["VANBAN_ROOT"]!;

export function samples(): Sample[] {
  const families = readdirSync(join(root, "templates")).map((f) => `templates/${f}/samples`);
  const out: Sample[] = [];
  for (const folder of [...families, "testdata/features"]) {
    let names: string[] = [];
    try {
      names = readdirSync(join(root, folder)).filter((n) => n.endsWith(".json"));
    } catch {
      continue; // a folder of templates that is no family
    }
    for (const name of names) {
      const file = `${folder}/${name}`;
      collect(JSON.parse(readFileSync(join(root, file), "utf8")) as Document, file, "", out);
    }
  }
  return out;
}

function collect(d: Document, file: string, at: string, out: Sample[]): void {
  out.push({ file, pointer: `${at}/body`, body: d.body ?? [], scheme: schemeFor(d.type, d.numbering) });
  d.appendices?.forEach((a, i) => {
    out.push({ file, pointer: `${at}/appendices/${i}/body`, body: a.body ?? [], scheme: appendixScheme(d.type, d.numbering, a.numbering) });
  });
  d.enclosures?.forEach((e, i) => collect(e, file, `${at}/enclosures/${i}`, out));
}
