import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { importPackages, packageExports } from "./packages.ts";

interface Emulator {
  readonly port: number;
  stop(): Promise<void>;
}

interface Message {
  Body: string;
  MessageAttributes: object;
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
  const front = createServer(async (request, response) => {
    const input = JSON.parse(await textOf(request));
    const action = String(request.headers["x-amz-target"]).replace("AmazonSQS.", "");
    const answer =
      action === "StartMessageMoveTask" ? await move(call, input) : await call(action, input);
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

/** Sends each message of a queue to another as a new one. */
async function move(
  call: Call,
  { SourceArn, DestinationArn }: { SourceArn: string; DestinationArn: string },
): Promise<Response> {
  const urlOf = async (arn: string) => {
    const answer = await call("GetQueueUrl", { QueueName: arn.split(":").at(-1) });
    return ((await answer.json()) as { QueueUrl: string }).QueueUrl;
  };
  const [from, to] = [await urlOf(SourceArn), await urlOf(DestinationArn)];
  for (;;) {
    const received = await call("ReceiveMessage", {
      QueueUrl: from,
      MessageAttributeNames: ["All"],
    });
    const { Messages = [] } = (await received.json()) as { Messages?: Message[] };
    const [message] = Messages;
    if (!message) return Response.json({ TaskHandle: "task" });
    const { Body, MessageAttributes, ReceiptHandle } = message;
    await call("SendMessage", { QueueUrl: to, MessageBody: Body, MessageAttributes });
    await call("DeleteMessage", { QueueUrl: from, ReceiptHandle });
  }
}
