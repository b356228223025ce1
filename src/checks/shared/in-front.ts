// What to do where something in front of Swift answers in its place.

/** What stands in front of Swift and gives an answer in its place. */
export const IN_FRONT = [
  'Look at what stands between this machine and Swift: an ingress, a login page, a proxy.',
  'Ask Swift behind it: kubectl -n NAMESPACE port-forward service/SERVICE 9855:PORT, then --swift http://127.0.0.1:9855',
];
