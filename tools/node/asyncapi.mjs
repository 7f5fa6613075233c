// What the official AsyncAPI parser says of a document: node asyncapi.mjs FILE; prints JSON.
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";

const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], "utf8"));
console.log(JSON.stringify({
  version: document?.version() ?? null,
  channels: document?.channels().all().map((c) => c.address()) ?? [],
  diagnostics: diagnostics.map((d) => ({ severity: d.severity, message: d.message, path: d.path.join(".") })),
}));
