// Requests to the API of a model that no SDK makes, in a process that is observed because of another one.
const http = require('node:http');
require('openai');

const url = `${process.env.OPENAI_BASE_URL}/models`;

async function main() {
  const { status } = await fetch(url);
  console.log(status);
  http.get(url, (response) => response.resume().on('end', () => console.log(response.statusCode)));
}

void main();
