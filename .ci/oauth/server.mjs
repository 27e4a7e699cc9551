// Runs a command beside an authorization server, whose URL the command has in CALLSMITH_OAUTH_SERVER, and ends with its status.
//
//   node server.mjs FOLDER COMMAND [ARGUMENT...]
//
// FOLDER is where npm installed oauth2-mock-server. The server's tokens are good for two seconds. The refresh token `ended` is refused, and so is
// the client `stranger`. The server at CALLSMITH_OAUTH_COUNTER answers with the number of token requests.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { resolve } from "node:path";

const [folder, command, ...args] = process.argv.slice(2);
const { OAuth2Server, Events } = createRequire(resolve(folder, "package.json"))("oauth2-mock-server");

const refused = (error, error_description, statusCode) => ({ body: { error, error_description }, statusCode });
const server = new OAuth2Server();
let asked = 0;
server.service.on(Events.BeforeResponse, (response, request) => {
  asked += 1;
  const pair = Buffer.from((request.headers.authorization ?? "").replace("Basic ", ""), "base64").toString();
  const client = request.body.client_id ?? decodeURIComponent(pair.split(":")[0]);
  if (request.body.refresh_token === "ended") {
    Object.assign(response, refused("invalid_grant", "the refresh token `ended` has ended", 400));
  } else if (client === "stranger") {
    Object.assign(response, refused("invalid_client", `no client with ${pair}`, 401));
  } else {
    response.body.expires_in = 2;
  }
});
server.service.on(Events.BeforeTokenSigning, (token, request) => {
  token.payload.scope = request.body.scope;
});
await server.issuer.keys.generate("RS256");
await server.start(0, "127.0.0.1");

const counter = createServer((_, response) => response.end(String(asked)));
await new Promise((ready) => counter.listen(0, "127.0.0.1", ready));

const url = `http://127.0.0.1:${server.address().port}`;
const environment = { CALLSMITH_OAUTH_SERVER: url, CALLSMITH_OAUTH_COUNTER: `http://127.0.0.1:${counter.address().port}` };
const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...environment } });
child.on("error", (error) => { console.error(String(error)); process.exit(1); });
child.on("exit", (status) => process.exit(status ?? 1));
