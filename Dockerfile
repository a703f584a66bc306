# Builds the page and serves it with the header policy of tools/content-security-policy.ts:
#   docker build -t interlat-lab . && docker run -p 4173:4173 interlat-lab
FROM node:20-slim AS build
WORKDIR /lab
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The page into dist/, the static server as one file into server/.
RUN npm run build && npx vite build --ssr tools/serve.ts --outDir server

FROM node:20-slim
WORKDIR /lab
COPY --from=build /lab/dist dist
COPY --from=build /lab/server/serve.js serve.js
COPY LICENSE .
USER node
EXPOSE 4173
CMD ["node", "serve.js", "--host", "0.0.0.0"]
