# The image for `swiftcheck manifests`: docker build -t swiftcheck:0.1.0 .
# It writes nothing, so it runs with a read-only root, as any user. It adds about 8 MB to its base.
FROM node:22-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY .ci/bundle ./.ci/bundle
COPY src ./src
# The build tries what it has made, and that reads these.
COPY proto ./proto
COPY docs ./docs
RUN npm run build

FROM node:22-slim
WORKDIR /swiftcheck
COPY --from=build /build/dist ./dist
COPY --from=build /build/NOTICE ./NOTICE
COPY package.json LICENSE CHANGELOG.md README.md ./
COPY bin ./bin
COPY proto/descriptors.json ./proto/descriptors.json
COPY docs ./docs
# The pages of `swiftcheck explain` lie beside the checks.
COPY src/checks ./src/checks
COPY fixtures/ground-truth/datasets.json ./fixtures/ground-truth/datasets.json
ENV NODE_ENV=production NO_COLOR=1
USER 65532:65532
ENTRYPOINT ["node", "/swiftcheck/bin/swiftcheck.cjs"]
CMD ["--help"]
