import { testCommands } from "./test-commands.ts";

testCommands("order", "queue", "create-invoice");
