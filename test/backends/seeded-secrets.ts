/** What a careless user says to a model, and what of it may lie nowhere behind the Collector. */
export const secrets = {
  email: 'ada.lovelace@example.com',
  card: '4111 1111 1111 1111',
  key: 'sk-proj-4fT9zQw2Lx7VbN3mKc8RyHd1Gs5Pj0Ae6UiOwXtZ',
};

export const said = `Where is order 1042? Write to ${secrets.email}, my card is ${secrets.card}, my key ${secrets.key}.`;

export const redacted = 'Where is order 1042? Write to ****, my card is ****, my key ****.';
