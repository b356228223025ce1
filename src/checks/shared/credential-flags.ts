// Credentials in printed commands: a file by its path, a secret by a variable that stands for it.
import type { Evidence } from '../../evidence/types.js';
import { shellWord } from '../../util/shell.js';

type Files = Evidence['files'];
type Kind = Evidence['swift']['target']['credentials'];

/** The flags of a command that carry the credentials of a run. */
export interface Credentials {
  /** As a shell takes them. */
  readonly words: readonly string[];
  readonly needs: readonly string[];
}

/** How a program takes each kind. */
export type CredentialFlags = Record<'token' | 'header', (value: string) => string> & {
  readonly tokenFile: (file: string) => string;
};

export const curlCredentials: CredentialFlags = {
  token: (value) => `-H "Authorization: Bearer ${value}"`,
  tokenFile: (file) => `-H "Authorization: Bearer $(cat ${shellWord(file)})"`,
  header: (value) => `-H "${value}"`,
};
export const swiftcheckCredentials: CredentialFlags = {
  token: (value) => `--token "${value}"`,
  tokenFile: (file) => `--token-file ${shellWord(file)}`,
  header: (value) => `-H "${value}"`,
};

/** A secret itself is in no command: a variable stands for it. */
export function credentials(kind: Kind, files: Files, flags: CredentialFlags): Credentials {
  const { cert, key, tokenFile } = files ?? {};
  switch (kind) {
    case 'none':
      return { words: [], needs: [] };
    case 'token':
      return tokenFile === undefined
        ? { words: [flags.token('$TOKEN')], needs: ['Set TOKEN to the bearer token first.'] }
        : { words: [flags.tokenFile(tokenFile)], needs: [] };
    case 'header':
      return {
        words: [flags.header('$HEADER')],
        needs: ['Set HEADER to the header line with the credential first.'],
      };
    case 'client-certificate':
      return cert === undefined || key === undefined
        ? {
            words: ['--cert "$CERT" --key "$KEY"'],
            needs: ['Set CERT and KEY to the files of the client certificate first.'],
          }
        : { words: [['--cert', cert, '--key', key].map(shellWord).join(' ')], needs: [] };
  }
}
