import { testCommands } from "./test-commands.ts";

testCommands("order", "queue", "create-invoice");
testCommands("approvals by request", "state-machine", "check-credit");
