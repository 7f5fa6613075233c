// Quantities as they come, each once: node examples/consumers/consume.mjs [BROKER]
// Needs: npm install kafkajs fzstd lz4js (kafkajs itself reads gzip only; the workers write zstd or
// lz4). Ends when nothing has come for IDLE seconds (unset: never).
import { decompress as zstd } from "fzstd";
import kafkajs from "kafkajs";
import lz4 from "lz4js";

const reads = (decompress) => () => ({ decompress: async (buffer) => Buffer.from(decompress(buffer)) });
kafkajs.CompressionCodecs[kafkajs.CompressionTypes.ZSTD] = reads(zstd);
kafkajs.CompressionCodecs[kafkajs.CompressionTypes.LZ4] = reads(lz4.decompress);

const broker = process.argv[2] ?? "127.0.0.1:9094";
const idle = process.env.IDLE ? Number(process.env.IDLE) * 1000 : null;
const kafka = new kafkajs.Kafka({ clientId: "example", brokers: [broker], logLevel: kafkajs.logLevel.ERROR });
const consumer = kafka.consumer({ groupId: process.env.GROUP ?? "example-node" });
const seen = new Set(); // in a database this is the primary key
let last = Date.now();

await consumer.connect();
await consumer.subscribe({ topic: "news.quantities.v1", fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => {
    last = Date.now();
    const id = message.headers.ce_id?.toString();
    if (seen.has(id)) return;
    seen.add(id);
    let event;
    try { event = JSON.parse(message.value); } catch { return; }
    const q = event.quantity;
    console.log([event.article_id, q.relation, q.low, q.high, q.counted?.surface ?? q.unit.name].join("\t"));
  },
});

if (idle) {
  const watch = setInterval(async () => {
    if (!seen.size || Date.now() - last < idle) return;
    clearInterval(watch);
    await consumer.disconnect();
  }, 200);
}
