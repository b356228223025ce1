// Flags that commands share.
import { Option, type Command } from 'commander';
import { FORMAT_NAMES } from '../reports/formats.js';
import { evidenceFile, output } from './outputs.js';
import { ceilingSize, collect, duration, labPair } from './parse.js';
import { namespaceName } from './parse-cluster.js';

export const DATA_SETS = 'seed, small, empty, sum, chunks, over20, notes, many';

/** The flags of commands that ask endpoints. */
export function checkFlags(command: Command): Command {
  command
    .optionsGroup('Tiller (as in Helm):')
    .option('--tiller <host:port>', "Tiller's gRPC address (default: HELM_HOST)")
    .option('--tls', 'speak TLS to Tiller, whatever its certificate')
    .option('--tls-verify', 'speak TLS to Tiller and verify its certificate')
    .option('--tls-ca-cert <file>', 'authority that issued it, PEM')
    .option('--tls-cert <file>', "this client's certificate, PEM")
    .option('--tls-key <file>', 'its key, PEM')
    .option('--tls-hostname <name>', 'name to expect in the certificate')
    .optionsGroup('Swift (as in curl):')
    .option('--swift <url>', "Swift's URL, or that of the API server's service proxy to it")
    .option('--swift-version <version>', 'its release, which no endpoint tells')
    .option('--cacert <file>', 'authority to trust, PEM')
    .option('--cert <file>', 'client certificate, PEM')
    .option('--key <file>', 'its key, PEM')
    .option('--insecure', 'take any certificate')
    .option('-H, --header <line>', 'send this header too (repeatable)', collect)
    .option('--token <token>', 'bearer token')
    .option('--token-file <file>', 'file that holds the bearer token')
    .optionsGroup('Kubernetes (finds what is not given above):')
    .option('--kubeconfig <file>', 'default: KUBECONFIG, ~/.kube/config, else the service account')
    .option(
      '--kube-context <name>',
      'context, or a pattern with * and ? (repeatable); default: the current one',
      collect,
    )
    .option('--all-contexts', 'every context of the kubeconfig')
    .addOption(
      new Option('--tiller-namespace <name>', 'where Tiller is, and Swift is looked for first')
        .env('TILLER_NAMESPACE')
        .argParser(namespaceName)
        .default('kube-system'),
    )
    .option(
      '--swift-service <service>',
      "Swift's, as NAMESPACE/NAME[:PORT] (default: found by label, image or name)",
    )
    .addOption(
      new Option(
        '--swift-via <way>',
        "how to reach it: the API server's service proxy (default), or a forwarded port of its pod",
      ).choices(['service-proxy', 'port-forward']),
    )
    .option(
      '--no-storage',
      'with probe: do not read names and sizes of what Tiller stores (up to 1 MiB a release)',
    )
    .optionsGroup('Lab:')
    .addOption(
      new Option(
        '--lab [pair]',
        'check an embedded pair instead, such as swift@0.11.1,tiller@2.13.0 (default: swift@0.9.0,tiller@2.10.0)',
      ).argParser(labPair),
    )
    .option('--data <name>', `the lab's data set: ${DATA_SETS}, or a file`)
    .optionsGroup('Run:')
    .addOption(
      new Option(
        '--timeout <time>',
        'longest that one call may take; why it got no answer is looked into for as long again, at most 5s',
      )
        .argParser(duration)
        .default(10_000, '10s'),
    )
    .addOption(
      new Option('--max-time <time>', 'longest that the run may take, for each cluster')
        .argParser(duration)
        .default(60_000, '60s'),
    )
    .addOption(
      new Option('--ceiling <size>', 'largest message or body that is taken')
        .argParser(ceilingSize)
        .default(256 * 1024 * 1024, '256M'),
    )
    .addOption(
      new Option(
        '--save-evidence <file>',
        'write down what was seen, for `swiftcheck report`; for several clusters a folder',
      ).argParser(evidenceFile),
    )
    .option('--force', 'with --save-evidence: replace a file that is there');
  return outputFlags(command);
}

export function outputFlags(command: Command): Command {
  return command
    .optionsGroup('Output:')
    .addOption(
      new Option(
        '--format <name[=file]>',
        `how to print (repeatable; without a file to stdout): ${FORMAT_NAMES.join(', ')}; default: text`,
      ).argParser(output),
    )
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that exits 1 (default: "fail")').choices([
        'warn',
        'fail',
      ]),
    )
    .option('--no-color', 'no colour (so do NO_COLOR and no terminal, unless FORCE_COLOR is set)')
    .option('--ascii', 'nothing beyond ASCII in text (so does a C locale)')
    .option('-v, --verbose', 'each call with its time, and every check');
}
