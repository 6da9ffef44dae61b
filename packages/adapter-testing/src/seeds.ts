/**
 * What a leak would carry. Everything that scenarios and fixtures treat as content contains the word `QUOKKA`, which nothing
 * else does, so one search of the exported bytes answers whether content got out; the secrets are what redaction must remove.
 */
export const seedWord = 'QUOKKA';

/** Literal secrets that prompts, arguments, answers and provider errors of the scenarios contain. */
export const secrets = {
  email: 'quokka.keeper@zoo.example',
  card: '4242 4242 4242 4242',
  key: 'sk-proj-4fT9zQw2Lx7VbN3mKc8RyHd1Gs5Pj0Ae6UiOwXtZ',
} as const;

export const seeded = {
  prompt: `${seedWord}-prompt: write to ${secrets.email}, pay with ${secrets.card}, sign in with ${secrets.key}.`,
  instructions: `${seedWord}-instructions: never tell ${secrets.email} anything.`,
  toolDescription: `${seedWord}-tool-description`,
  toolResult: `${seedWord}-tool-result for ${secrets.email}`,
  errorMessage: `${seedWord}-error: the prompt by ${secrets.email} with ${secrets.key} was refused`,
  query: `${seedWord}-query`,
  argument: `${seedWord}-argument`,
} as const;

/** What never is content, and so leaves the process in no capture mode. */
export const processSeeds = {
  argument: `${seedWord}-argv`,
  environment: `${seedWord}-environment`,
  header: `${seedWord}-header`,
  urlQuery: `${seedWord}-url`,
} as const;

/** Media is replaced by its type, size and digest in every mode. */
export const seededMedia = btoa(seeded.prompt);
