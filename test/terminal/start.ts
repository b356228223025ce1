// Servers for the terminal cases. Each is closed when its case ends.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labPair } from '../../src/cli/parse.js';
import { RELEASE_STATUSES } from '../../src/evidence/types.js';
import type { SwiftRelease, TillerRelease } from '../../src/knowledge/types.js';
import { makeCertificates, type Certificates } from '../../src/lab/certificates.js';
import { dataSet } from '../../src/lab/data-set.js';
import { startLab, type Lab, type LabOptions } from '../../src/lab/lab.js';
import { encode } from '../../src/wire/encode.js';
import { startCluster, type Cluster, type ClusterOptions } from '../support/cluster.js';
import type { FaultServer } from '../support/fault-server.js';
import { tillerFront, type Interfere } from '../support/fronts.js';
import { passOn, startHttp } from '../support/http-server.js';
import { TillerClient } from '../support/lab-client.js';
import { sayingTiller } from '../support/saying-tiller.js';

const NOT_IMPLEMENTED = '{"error":"Not Implemented","code":12,"message":"Not Implemented"}';

export class Stage {
  readonly #open: (() => unknown)[] = [];

  constructor(readonly folder: string) {}

  after(close: () => unknown): void {
    this.#open.push(close);
  }

  async close(): Promise<void> {
    for (const close of this.#open.splice(0).reverse()) await close();
  }

  /** The path of a file with that content. */
  file(name: string, content: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** `swift@…,tiller@…`; what either is to do otherwise. */
  async lab(
    pair: string,
    data: string,
    { swift, tiller, ...options }: Omit<Partial<LabOptions>, keyof Changes> & Changes = {},
  ): Promise<Lab> {
    const known = labPair(pair);
    const running = await startLab({
      swift: { ...known.swift, ...swift },
      tiller: { ...known.tiller, ...tiller },
      data: dataSet(data),
      ...options,
    });
    this.after(() => running.close());
    return running;
  }

  async cluster(options?: ClusterOptions): Promise<Cluster> {
    const cluster = await startCluster(this.folder, options);
    this.after(() => cluster.close());
    return cluster;
  }

  async fault(start: () => Promise<FaultServer>): Promise<string> {
    const server = await start();
    this.after(() => server.close());
    return `127.0.0.1:${server.port}`;
  }

  /** Paths that hold a text get the answer for this text. The lab's Swift answers all other paths. */
  async swift(behind: Lab, answers: Record<string, readonly [number, string]>): Promise<string> {
    const healthy = passOn(behind.swiftUrl);
    const server = await startHttp((request, response) => {
      const path = request.url ?? '';
      const answer = Object.entries(answers).find(([text]) => path.includes(text))?.[1];
      if (!answer) return void healthy(request, response);
      response.writeHead(answer[0], { 'content-type': 'application/json' }).end(answer[1]);
    });
    this.after(() => server.close());
    return server.url;
  }

  /** Gives every call the same answer; with `alive`, `GET /` as Swift's gateway does. */
  async always(status: number, body: string, alive = false): Promise<string> {
    const server = await startHttp((request, response) => {
      const [code, text] = alive && request.url === '/' ? [501, NOT_IMPLEMENTED] : [status, body];
      response.writeHead(code, { 'content-type': 'application/json' }).end(text);
    });
    this.after(() => server.close());
    return server.url;
  }

  async tiller(behind: Lab, interfere: Interfere): Promise<string> {
    const front = await tillerFront(behind.tillerAddress, interfere);
    this.after(() => front.close());
    return front.address;
  }

  /** The lab's Tiller, where the list says something else of itself. */
  async tillerListSays(behind: Lab, header: object): Promise<string> {
    const client = new TillerClient(behind.tillerAddress, `v${behind.tiller.version}`);
    const { messages } = await client.list({ status_codes: [...RELEASE_STATUSES] });
    client.close();
    // If a message holds two values of one field, the last value counts.
    const said = encode('hapi.services.tiller.ListReleasesResponse', { ...header });
    const list = messages.map((message) => Buffer.concat([message, said]));
    const tiller = await sayingTiller({ list });
    this.after(() => tiller.close());
    return tiller.address;
  }

  /** Certificates, and the file of their authority. */
  async certificates(
    options?: Parameters<typeof makeCertificates>[0],
  ): Promise<{ certificates: Certificates; ca: string }> {
    const certificates = await makeCertificates(options);
    return { certificates, ca: this.file('ca.pem', certificates.ca.cert) };
  }
}

interface Changes {
  readonly swift?: Partial<SwiftRelease>;
  readonly tiller?: Partial<TillerRelease>;
}
