# The image for `swiftcheck manifests`: docker build -t swiftcheck:0.1.0 .
# It writes nothing, so it runs with a read-only root, as any user.
FROM node:20-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20-slim
WORKDIR /swiftcheck
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY package.json CHANGELOG.md ./
COPY bin ./bin
COPY proto ./proto
COPY docs ./docs
# The pages of `swiftcheck explain` lie beside the checks.
COPY src/checks ./src/checks
COPY fixtures/ground-truth/datasets.json ./fixtures/ground-truth/datasets.json
ENV NODE_ENV=production NO_COLOR=1
USER 65532:65532
ENTRYPOINT ["node", "/swiftcheck/bin/swiftcheck.js"]
CMD ["--help"]
