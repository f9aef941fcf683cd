import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { importPackages, packageExports } from "../run/packages.ts";

interface Emulator {
  readonly port: number;
  stop(): Promise<void>;
}

interface Message {
  Body: string;
  MessageAttributes: object;
  /** Those of a FIFO queue: `MessageGroupId` and `MessageDeduplicationId`. */
  Attributes?: Readonly<Record<string, string>>;
  ReceiptHandle: string;
}

type Call = (action: string, input: object) => Promise<Response>;

/** Starts an emulator of SQS, with `StartMessageMoveTask`, which it lacks, in front of it. */
export async function startSqs(): Promise<Emulator> {
  await importPackages(["fauxqs"]);
  const { startFauxqs } = packageExports("fauxqs") as {
    startFauxqs(options: object): Promise<Emulator>;
  };
  const emulator = await startFauxqs({ port: 0, logger: false, host: "127.0.0.1" });
  const call: Call = (action, input) =>
    fetch(`http://127.0.0.1:${emulator.port}/`, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `AmazonSQS.${action}`,
      },
      body: JSON.stringify(input),
    });
  const first = new Map<string, Response>();
  const answerOf = async (action: string, input: object): Promise<Response> => {
    if (action === "StartMessageMoveTask") return move(call, input as Move);
    if (action !== "ReceiveMessage" || !isLook(input)) return call(action, input);
    const shown = first.get(input.QueueUrl) ?? (await call(action, input));
    first.set(input.QueueUrl, shown);
    return shown.clone();
  };
  const front = createServer(async (request, response) => {
    const input = JSON.parse(await textOf(request));
    const action = String(request.headers["x-amz-target"]).replace("AmazonSQS.", "");
    const answer = await answerOf(action, input);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  return {
    port: (front.address() as AddressInfo).port,
    stop() {
      front.close();
      return emulator.stop();
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** A FIFO queue shows its first messages, and nothing else, to whoever does not hide them. */
function isLook(input: object): input is { QueueUrl: string } {
  const { QueueUrl = "", VisibilityTimeout }: { QueueUrl?: string; VisibilityTimeout?: number } =
    input;
  return QueueUrl.endsWith(".fifo") && VisibilityTimeout === 0;
}

interface Move {
  readonly SourceArn: string;
  readonly DestinationArn: string;
}

/** Sends each message of a queue to another as a new one, in order and in its group. */
async function move(call: Call, { SourceArn, DestinationArn }: Move): Promise<Response> {
  const urlOf = async (arn: string) => {
    const answer = await call("GetQueueUrl", { QueueName: arn.split(":").at(-1) });
    return ((await answer.json()) as { QueueUrl: string }).QueueUrl;
  };
  const [from, to] = [await urlOf(SourceArn), await urlOf(DestinationArn)];
  for (;;) {
    const received = await call("ReceiveMessage", {
      QueueUrl: from,
      MessageAttributeNames: ["All"],
      MessageSystemAttributeNames: ["All"],
    });
    const { Messages = [] } = (await received.json()) as { Messages?: Message[] };
    const [message] = Messages;
    if (!message) return Response.json({ TaskHandle: "task" });
    const { Body, MessageAttributes, Attributes = {}, ReceiptHandle } = message;
    const { MessageGroupId, MessageDeduplicationId } = Attributes;
    const order = MessageGroupId === undefined ? {} : { MessageGroupId, MessageDeduplicationId };
    await call("SendMessage", { QueueUrl: to, MessageBody: Body, MessageAttributes, ...order });
    await call("DeleteMessage", { QueueUrl: from, ReceiptHandle });
  }
}
