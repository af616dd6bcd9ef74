# The service and its command line. Runs as nobody special, on a read-only root file system: only /var/lib/matricula and /tmp are written.
ARG NODE=22.21.1-bookworm-slim

FROM node:${NODE} AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY scripts scripts
COPY migrations migrations
COPY src src
RUN npm run build

FROM node:${NODE} AS dependencies
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force

FROM node:${NODE}
LABEL org.opencontainers.image.title="Matricula" \
      org.opencontainers.image.description="The registration service of a learning platform" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    VAR_DIR=/var/lib/matricula
WORKDIR /opt/matricula
RUN install -d -o 10001 -g 10001 -m 700 /var/lib/matricula \
    && ln -s /opt/matricula/dist/cli.js /usr/local/bin/matricula
COPY package.json LICENSE ./
COPY packaging/docker/health-check.mjs packaging/docker/
COPY --from=dependencies /build/node_modules node_modules
COPY --from=build /build/dist dist
USER 10001:10001
VOLUME ["/var/lib/matricula", "/tmp"]
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "packaging/docker/health-check.mjs"]
CMD ["node", "dist/main.js"]
