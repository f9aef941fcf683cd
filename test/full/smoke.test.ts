import { testCommands } from "../e2e/generated/test-commands.ts";

testCommands("in order by request", "queue", "update-balance");
testCommands("nested", "state-machine", "flight");
testCommands("approvals by request", "state-machine", "check-credit");
