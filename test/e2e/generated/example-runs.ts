/** What the author of an example expects of one run; written down by hand, never worked out. */
export interface ExpectedRun {
  readonly situation: string;
  /** What the workflow is started with, as JSON. */
  readonly input: object;
  /** What steps return, where that decides the way: what their author would have written. */
  readonly answers?: Readonly<Record<string, object>>;
  /** What goes wrong, and what people decide, as `npm run local` takes it. */
  readonly faults?: readonly string[];
  /** Left out: succeeded. */
  readonly status?: "failed" | "compensated" | "compensation-failed";
  /** The steps that succeed, in order; those in a list of their own in any order. */
  readonly done: Steps;
  /** The compensations that succeed after them, in order. */
  readonly undone?: Steps;
  /** What is noted under `errors`, where the workflow goes on all the same. */
  readonly noted?: readonly string[];
  /** How often a step is tried. */
  readonly tries?: Readonly<Record<string, number>>;
  /** Virtual seconds until the last step has ended. */
  readonly seconds?: number;
  /** Queues in which work waits for a person. */
  readonly deadLetters?: readonly string[];
}

export type Steps = readonly (string | readonly string[])[];

const DAY = 86_400;

const trip = { reference: "trip-7" };
const tripWithCar = { ...trip, car: { class: "compact" } };

const photo = {
  reference: "photo-7",
  renditions: [{ width: 200 }, { width: 800, public: true }, { width: 2000 }],
};
const threeRenditions = ["render", "render", "render", "add-watermark"];

const order = {
  reference: "shop",
  orderId: "order-7",
  lines: [{ sku: "lamp" }, { sku: "chair", gift: true }],
};

const loanOf = (amount: number) => ({ reference: "web", loanId: "loan-7", amount });
const refundOf = (amount: number) => ({ reference: "refund-7", returnId: "return-7", amount });

const account = { accountId: "account-7", amount: -50 };
const signUp = { reference: "web", email: "ada@example.com" };
const webhook = { url: "https://example.com/hook", event: "order.paid" };
const alarm = { reference: "press-7" };
const night = { scheduledTime: "2026-01-31T04:30:00Z" };
const scan = { pages: 200 };

/** By example. */
export const exampleRuns: Readonly<Record<string, readonly ExpectedRun[]>> = {
  "account-events": [
    {
      situation: "a payment within the balance",
      input: account,
      done: ["book-entry", "update-balance", "notify-owner"],
    },
    {
      situation: "a payment that would overdraw the account",
      input: account,
      faults: ["--fail", "update-balance:Overdrawn"],
      status: "compensated",
      done: ["book-entry"],
      undone: ["restore-balance", "cancel-entry"],
      tries: { "update-balance": 1 },
    },
    {
      situation: "the ledger is slow to come back",
      input: account,
      faults: ["--crash", "update-balancex2"],
      done: ["book-entry", "update-balance", "notify-owner"],
      tries: { "update-balance": 3 },
    },
    {
      situation: "the owner cannot be told",
      input: account,
      faults: ["--fail", "notify-owner"],
      done: ["book-entry", "update-balance"],
      noted: ["notifyOwner"],
      tries: { "notify-owner": 2 },
    },
    {
      situation: "nothing can be booked",
      input: account,
      faults: ["--fail", "book-entry"],
      status: "failed",
      done: [],
      deadLetters: ["book-entry-dlq"],
    },
  ],
  "document-intake": [
    {
      situation: "a letter that is understood",
      input: scan,
      done: [
        "store-scan",
        "check-for-virus",
        "recognise-text",
        "find-case",
        "file-letter",
        "acknowledge-receipt",
      ],
    },
    {
      situation: "a letter with a virus",
      input: scan,
      faults: ["--fail", "check-for-virus:VirusFound"],
      status: "compensated",
      done: ["store-scan"],
      undone: ["delete-scan"],
      tries: { "check-for-virus": 1 },
    },
    {
      situation: "a letter that no machine understands",
      input: scan,
      faults: ["--fail", "find-case:NotUnderstood"],
      done: [
        "store-scan",
        "check-for-virus",
        "recognise-text",
        "ask-clerk",
        "file-letter",
        "acknowledge-receipt",
      ],
      noted: ["findCase"],
      tries: { "find-case": 1 },
    },
    {
      situation: "text recognition is out of order: the scan is kept",
      input: scan,
      faults: ["--crash", "recognise-text"],
      status: "failed",
      done: ["store-scan", "check-for-virus"],
      tries: { "recognise-text": 4 },
    },
  ],
  dunning: [
    {
      situation: "the customer pays in time",
      input: { amount: 250 },
      answers: { "look-for-payment": { paid: true } },
      done: ["send-invoice", "look-for-payment", "close-case"],
      seconds: 14 * DAY,
    },
    {
      situation: "the customer pays when reminded",
      input: { amount: 250 },
      answers: { "look-again": { paid: true } },
      done: ["send-invoice", "look-for-payment", "mail-reminder", "look-again", "close-case"],
      seconds: 21 * DAY,
    },
    {
      situation: "a small debt is never paid",
      input: { amount: 999.99 },
      done: [
        "send-invoice",
        "look-for-payment",
        "mail-reminder",
        "look-again",
        "hand-to-agency",
        "close-case",
      ],
      seconds: 21 * DAY,
    },
    {
      situation: "the mailbox is gone, and much is never paid",
      input: { amount: 1000 },
      faults: ["--fail", "mail-reminder:MailboxGone"],
      done: [
        "send-invoice",
        "look-for-payment",
        "post-reminder",
        "look-again",
        "call-customer",
        "hand-to-lawyer",
        "close-case",
      ],
      noted: ["mailReminder"],
    },
    {
      situation: "nobody answers the telephone",
      input: { amount: 1000 },
      faults: ["--fail", "call-customer"],
      done: [
        "send-invoice",
        "look-for-payment",
        "mail-reminder",
        "look-again",
        "hand-to-lawyer",
        "close-case",
      ],
      noted: ["callCustomer"],
    },
    {
      situation: "the bank says nothing: who may have paid is not reminded",
      input: { amount: 1000 },
      faults: ["--fail", "look-for-payment"],
      status: "failed",
      done: ["send-invoice"],
    },
  ],
  "image-pipeline": [
    {
      situation: "a photo",
      input: photo,
      done: ["inspect-photo", threeRenditions, "list-in-catalogue"],
    },
    {
      situation: "a file that is not a photo",
      input: photo,
      faults: ["--fail", "inspect-photo:NotAPhoto"],
      status: "compensated",
      done: [],
      undone: ["delete-upload"],
    },
    {
      situation: "a size runs out of memory once",
      input: photo,
      faults: ["--crash", "renderx1"],
      done: ["inspect-photo", threeRenditions, "list-in-catalogue"],
      tries: { render: 4 },
    },
    {
      situation: "a size cannot be made",
      input: photo,
      faults: ["--fail", "render:PermanentErrorx1"],
      done: ["inspect-photo", ["render", "render", "add-watermark"], "list-in-catalogue"],
      noted: ["renditions"],
    },
    {
      situation: "the catalogue refuses the photo",
      input: photo,
      faults: ["--fail", "list-in-catalogue"],
      status: "compensated",
      done: ["inspect-photo", threeRenditions],
      undone: [
        "remove-from-catalogue",
        "delete-rendition",
        "delete-rendition",
        "delete-rendition",
        "delete-upload",
      ],
    },
  ],
  "inventory-sync": [
    {
      situation: "every warehouse answers",
      input: night,
      answers: { "list-warehouses": { warehouses: ["Basel", "Bern", "Chur"] } },
      done: [
        "list-warehouses",
        ["read-stock", "read-stock", "read-stock", "write-stock", "write-stock", "write-stock"],
        "refresh-search",
      ],
    },
    {
      situation: "a warehouse does not answer",
      input: night,
      answers: { "list-warehouses": { warehouses: ["Basel", "Bern", "Chur"] } },
      faults: ["--fail", "read-stock:PermanentErrorx1"],
      done: [
        "list-warehouses",
        ["read-stock", "read-stock", "write-stock", "write-stock"],
        "note-missing",
        "refresh-search",
      ],
      noted: ["warehouses"],
    },
    {
      situation: "warehouse, and no search",
      input: night,
      answers: { "list-warehouses": { warehouses: [] } },
      faults: ["--crash", "refresh-search"],
      done: ["list-warehouses"],
      noted: ["refreshSearch"],
    },
  ],
  "loan-approval": [
    {
      situation: "a small sum, and a clear credit check",
      input: loanOf(5000),
      answers: { "check-credit": { score: 600 } },
      done: ["check-credit", "set-money-aside", "pay-out", "send-contract"],
      seconds: 0,
    },
    {
      situation: "a large sum is approved",
      input: loanOf(5001),
      faults: ["--approve", "ask-loan-officer"],
      done: ["check-credit", "set-money-aside", "ask-loan-officer", "pay-out", "send-contract"],
    },
    {
      situation: "a bad credit check is rejected",
      input: loanOf(100),
      answers: { "check-credit": { score: 599 } },
      faults: ["--reject", "ask-loan-officer"],
      status: "compensated",
      done: ["check-credit", "set-money-aside"],
      undone: ["free-money"],
    },
    {
      situation: "nobody decides for three days",
      input: loanOf(5001),
      status: "compensated",
      done: ["check-credit", "set-money-aside"],
      undone: ["free-money"],
      seconds: 3 * DAY,
    },
    {
      situation: "the money does not arrive: it stays set aside for a person to see to",
      input: loanOf(5000),
      faults: ["--fail", "pay-out"],
      status: "failed",
      done: ["check-credit", "set-money-aside"],
      tries: { "pay-out": 9 },
    },
    {
      situation: "the contract cannot be sent",
      input: loanOf(5000),
      faults: ["--crash", "send-contract"],
      done: ["check-credit", "set-money-aside", "pay-out"],
      noted: ["sendContract"],
    },
  ],
  "machine-alarm": [
    {
      situation: "the bearing has cooled down",
      input: alarm,
      answers: { "measure-again": { celsius: 90 } },
      done: ["record-alarm", "measure-again", "clear-alarm"],
      seconds: 5 * 60,
    },
    {
      situation: "the bearing stays hot",
      input: alarm,
      answers: { "measure-again": { celsius: 91 } },
      done: ["record-alarm", "measure-again", "stop-machine", "order-repair"],
      seconds: 5 * 60,
    },
    {
      situation: "the sensor has melted",
      input: alarm,
      faults: ["--fail", "measure-again"],
      done: ["record-alarm", "stop-machine", "order-repair"],
      noted: ["measureAgain"],
    },
    {
      situation: "the machine does not obey, and the shift leader is slow to answer",
      input: alarm,
      answers: { "measure-again": { celsius: 120 } },
      faults: ["--fail", "stop-machine", "--fail", "call-shift-leaderx6"],
      done: ["record-alarm", "measure-again", "call-shift-leader", "order-repair"],
      noted: ["stopMachine"],
      tries: { "stop-machine": 5, "call-shift-leader": 7 },
    },
    {
      situation: "nobody answers at all",
      input: alarm,
      answers: { "measure-again": { celsius: 120 } },
      faults: ["--fail", "stop-machine", "--fail", "call-shift-leader"],
      status: "failed",
      done: ["record-alarm", "measure-again"],
      tries: { "call-shift-leader": 21 },
      deadLetters: ["call-shift-leader-dlq"],
    },
  ],
  "nightly-report": [
    {
      situation: "all figures are there",
      input: night,
      done: [
        ["read-sales", "read-returns", "read-visits"],
        "write-report",
        "mail-report",
        "archive-report",
      ],
    },
    {
      situation: "returns and visits are being repaired",
      input: night,
      faults: ["--fail", "read-returns", "--fail", "read-visits"],
      done: [["read-sales", "estimate-returns"], "write-report", "mail-report", "archive-report"],
      noted: ["readReturns", "readVisits"],
    },
    {
      situation: "there are no sales figures",
      input: night,
      faults: ["--fail", "read-sales"],
      status: "failed",
      done: [["read-returns", "read-visits"]],
      tries: { "read-sales": 7 },
    },
    {
      situation: "the mail server is down until somebody redrives",
      input: night,
      faults: ["--fail", "mail-report"],
      status: "failed",
      done: [["read-sales", "read-returns", "read-visits"], "write-report"],
    },
    {
      situation: "the archive is full",
      input: night,
      faults: ["--fail", "archive-report"],
      done: [["read-sales", "read-returns", "read-visits"], "write-report", "mail-report"],
      noted: ["archiveReport"],
    },
  ],
  "order-fulfilment": [
    {
      situation: "everything is in stock",
      input: order,
      done: [
        "accept-order",
        ["reserve-stock", "reserve-stock", "reserve-gift-box"],
        "charge-card",
        "send-parcel",
      ],
    },
    {
      situation: "a line comes from the supplier, and there are no gift boxes",
      input: order,
      faults: ["--fail", "reserve-stock:OutOfStockx1", "--fail", "reserve-gift-box"],
      done: [
        "accept-order",
        ["order-from-supplier", "reserve-stock"],
        "charge-card",
        "send-parcel",
      ],
    },
    {
      situation: "a line cannot be had",
      input: order,
      faults: ["--fail", "reserve-stock:OutOfStockx1", "--fail", "order-from-supplier"],
      status: "compensated",
      done: ["accept-order", ["reserve-stock", "reserve-gift-box"]],
      undone: [["cancel-supplier-order", "release-stock", "release-stock"], "reject-order"],
    },
    {
      situation: "the card is refused",
      input: order,
      faults: ["--fail", "charge-card:PermanentError"],
      status: "compensated",
      done: ["accept-order", ["reserve-stock", "reserve-stock", "reserve-gift-box"]],
      undone: ["refund-card", "release-stock", "release-stock", "reject-order"],
      tries: { "charge-card": 1 },
    },
    {
      situation: "the parcel does not leave: nothing is undone",
      input: order,
      faults: ["--fail", "send-parcel"],
      status: "failed",
      done: ["accept-order", ["reserve-stock", "reserve-stock", "reserve-gift-box"], "charge-card"],
    },
  ],
  refund: [
    {
      situation: "a small amount",
      input: refundOf(500),
      done: ["check-return", "credit-card", "mail-customer"],
      seconds: 0,
    },
    {
      situation: "a large amount",
      input: refundOf(500.01),
      done: [
        "check-return",
        "announce-refund",
        "look-for-objection",
        "credit-card",
        "mail-customer",
      ],
      seconds: DAY,
    },
    {
      situation: "the accountants object",
      input: refundOf(900),
      faults: ["--fail", "look-for-objection:Objected"],
      status: "compensated",
      done: ["check-return", "announce-refund"],
      undone: ["withdraw-refund"],
      seconds: DAY,
    },
    {
      situation: "another thing was sent back",
      input: refundOf(40),
      faults: ["--fail", "check-return:WrongItem"],
      status: "failed",
      done: [],
      tries: { "check-return": 1 },
    },
    {
      situation: "the card has expired",
      input: refundOf(40),
      faults: ["--fail", "credit-card:CardExpired"],
      done: ["check-return", "transfer-money", "mail-customer"],
      noted: ["creditCard"],
      tries: { "credit-card": 1 },
    },
  ],
  "sign-up": [
    {
      situation: "the address is confirmed",
      input: signUp,
      answers: { "look-for-confirmation": { confirmed: true } },
      done: ["create-account", "mail-link", "look-for-confirmation", "send-welcome"],
      seconds: 2 * DAY,
    },
    {
      situation: "the address is confirmed at last, though the reminder was lost",
      input: signUp,
      faults: ["--fail", "mail-reminder:PermanentError"],
      done: ["create-account", "mail-link", "look-for-confirmation", "check-again", "send-welcome"],
      noted: ["mailReminder"],
      seconds: 7 * DAY,
    },
    {
      situation: "the address is never confirmed",
      input: signUp,
      faults: ["--fail", "check-again:NeverConfirmed"],
      status: "compensated",
      done: ["create-account", "mail-link", "look-for-confirmation", "mail-reminder"],
      undone: ["erase-account"],
      seconds: 7 * DAY,
    },
    {
      situation: "such mailbox",
      input: signUp,
      faults: ["--fail", "mail-link:NoSuchMailbox"],
      status: "compensated",
      done: ["create-account"],
      undone: ["erase-account"],
      seconds: 0,
    },
    {
      situation: "the button is pressed twice",
      input: signUp,
      answers: { "look-for-confirmation": { confirmed: true } },
      faults: ["--duplicate", "create-account"],
      done: ["create-account", "mail-link", "look-for-confirmation", "send-welcome"],
    },
  ],
  "travel-booking": [
    {
      situation: "a trip with a car",
      input: tripWithCar,
      done: [
        "check-travellers",
        ["book-flight", "reserve-seats", "book-hotel", "book-car"],
        "charge-card",
        "send-itinerary",
      ],
    },
    {
      situation: "a trip without a car, the hotel is full, and no seats are left",
      input: trip,
      faults: ["--fail", "book-hotel:FullyBooked", "--crash", "reserve-seats"],
      done: [
        "check-travellers",
        ["book-flight", "book-partner-hotel"],
        "charge-card",
        "send-itinerary",
      ],
      noted: ["bookHotel", "reserveSeats"],
    },
    {
      situation: "car",
      input: tripWithCar,
      faults: ["--fail", "book-car"],
      status: "compensated",
      done: ["check-travellers", ["book-flight", "reserve-seats", "book-hotel"]],
      undone: ["cancel-car", "cancel-hotel", "cancel-flight"],
    },
    {
      situation: "neither hotel has a room",
      input: trip,
      faults: ["--fail", "book-hotel:FullyBooked", "--fail", "book-partner-hotel"],
      status: "compensated",
      done: ["check-travellers", ["book-flight", "reserve-seats"]],
      undone: ["cancel-partner-hotel", "cancel-hotel", "cancel-flight"],
    },
    {
      situation: "the card is declined",
      input: tripWithCar,
      faults: ["--fail", "charge-card:CardDeclined"],
      status: "compensated",
      done: ["check-travellers", ["book-flight", "reserve-seats", "book-hotel", "book-car"]],
      undone: ["refund-card", "cancel-car", "cancel-hotel", "cancel-flight"],
      tries: { "charge-card": 1 },
    },
    {
      situation: "the hotel cannot be cancelled: a person must look",
      input: trip,
      faults: ["--fail", "charge-card:CardDeclined", "--fail", "cancel-hotel"],
      status: "compensation-failed",
      done: ["check-travellers", ["book-flight", "reserve-seats", "book-hotel"]],
      undone: ["refund-card"],
      tries: { "cancel-hotel": 6 },
    },
  ],
  "webhook-delivery": [
    {
      situation: "the server answers",
      input: webhook,
      done: ["sign-event", "post-event", "record-outcome"],
      seconds: 0,
    },
    {
      situation: "the server is down for hours",
      input: webhook,
      faults: ["--fail", "post-eventx8"],
      done: ["sign-event", "post-event", "record-outcome"],
      tries: { "post-event": 9 },
    },
    {
      situation: "the address has gone for good",
      input: webhook,
      faults: ["--fail", "post-event:Gone"],
      done: ["sign-event", "switch-off-url", "record-outcome"],
      noted: ["postEvent"],
      tries: { "post-event": 1 },
    },
    {
      situation: "the server never comes back",
      input: webhook,
      faults: ["--crash", "post-event"],
      done: ["sign-event", "switch-off-url", "record-outcome"],
      noted: ["postEvent"],
      tries: { "post-event": 13 },
    },
  ],
};
