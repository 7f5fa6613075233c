// Quantities as they come, each once: node examples/consumers/consume.mjs [BROKER]
// Needs: npm install kafkajs fzstd lz4js (kafkajs itself reads gzip only; the workers write zstd or
// lz4). Ends when nothing has come for IDLE seconds (unset: never). The next run goes on where this
// one stopped; with another GROUP it begins anew.
import { decompress as zstd } from "fzstd";
import kafkajs from "kafkajs";
import lz4 from "lz4js";

const reads = (decompress) => () => ({ decompress: async (buffer) => Buffer.from(decompress(buffer)) });
kafkajs.CompressionCodecs[kafkajs.CompressionTypes.ZSTD] = reads(zstd);
kafkajs.CompressionCodecs[kafkajs.CompressionTypes.LZ4] = reads(lz4.decompress);

const up = "127.0.0.1:19092"; // where `newswire up` listens
const broker = process.argv[2] ?? process.env.NEWSWIRE_BROKER ?? up;
const idle = process.env.IDLE ? Number(process.env.IDLE) * 1000 : null;
const kafka = new kafkajs.Kafka({ clientId: "example", brokers: broker.split(","), logLevel: kafkajs.logLevel.NOTHING });
const consumer = kafka.consumer({ groupId: process.env.GROUP ?? "example-node" });
const seen = new Set(); // in a database this is the primary key
let last = Infinity; // until it has joined its group
consumer.on(consumer.events.GROUP_JOIN, () => { last = Date.now(); });

try { await consumer.connect(); } catch (error) {
  console.error(`no Kafka answers at ${broker}: ${error.message}`);
  process.exit(1);
}
await consumer.subscribe({ topic: "news.quantities.v1", fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    last = Date.now();
    const id = message.headers.ce_id?.toString();
    if (seen.has(id)) return;
    seen.add(id);
    let event;
    const value = message.value; // a zero byte begins a schema registry's frame, of five bytes
    try { event = JSON.parse(value[0] === 0 ? value.subarray(5) : value); } catch { return; }
    const q = event.quantity;
    console.log([event.article_id, q.relation, q.value, q.low, q.high, q.counted?.surface ?? q.unit.name].join("\t"));
  },
});

if (idle) {
  const watch = setInterval(async () => {
    if (Date.now() - last < idle) return;
    clearInterval(watch);
    await consumer.disconnect();
  }, 200);
}
