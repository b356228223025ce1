// What is used of undici. Its index loads fetch, WebSocket, caches and mocks besides, and with them Node's own
// copy of each, which takes longer than a run.
import connect from 'undici/lib/api/api-connect.js';
import request from 'undici/lib/api/api-request.js';
import buildConnector from 'undici/lib/core/connect.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import ProxyAgent from 'undici/lib/dispatcher/proxy-agent.js';

// As the index does it with all that a dispatcher can be asked.
Object.assign(Dispatcher.prototype, { connect, request });

export { Agent, buildConnector, ProxyAgent };
