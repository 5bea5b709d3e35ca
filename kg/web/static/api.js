// The server's answers: JSON or one clear error.
import { add, t } from "./i18n.js";

add({
  "api.unreachable": {
    zh: "连接不到服务器。请确认 kg serve 仍在运行，然后重试。",
    en: "The server cannot be reached. See that kg serve is still running, then try again.",
  },
  "api.unreadable": {
    zh: "服务器的回答不是 JSON（状态码 {status}）。请查看 kg serve 的输出。",
    en: "The server did not answer in JSON (status {status}). See what kg serve wrote.",
  },
  // What the server says is English: in Chinese its kind stands before it.
  "api.said": { zh: "{kind}（{line}）", en: "{line}" },
  "api.400": { zh: "这个问题没有写对", en: "The question is not well formed" },
  "api.403": { zh: "服务器不接受这个请求", en: "The server does not take this request" },
  "api.404": { zh: "图谱里没有找到", en: "The graph has no such thing" },
  "api.409": { zh: "这个名称指多个对象，请选一个", en: "The name means several resources" },
  "api.413": { zh: "内容太大，请缩小范围", en: "Too large" },
  "api.414": { zh: "网址太长", en: "The address is too long" },
  "api.503": { zh: "图谱或 Neo4j 暂时不可用，或服务器正忙", en: "The graph or Neo4j is not there, or busy" },
  "api.504": { zh: "超出时限，请缩小范围", en: "It takes too long" },
  "api.other": { zh: "服务器出错", en: "The server failed" },
});

const KINDS = new Set([400, 403, 404, 409, 413, 414, 503, 504]);

function told(status, line) {
  return t("api.said", { kind: t(KINDS.has(status) ? `api.${status}` : "api.other"), line });
}

/**
 * What the server refused: status (0 where it could not be reached), message for people, candidates of an ambiguous
 * name, and the server's own line.
 */
export class ApiError extends Error {
  constructor(status, message, candidates = [], line = message) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.line = line;
    this.candidates = candidates;
  }
}

/** GET a path with parameters (null, undefined and "" are left out); gives JSON. options: {signal}. */
export function get(path, params = {}, options = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value === null || value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(key, String(one));
  }
  const text = query.toString();
  return json(text ? `${path}?${text}` : path, options);
}

/** POST a JSON body; gives JSON. options: {signal}. */
export function post(path, body, options = {}) {
  return json(path, { ...sending(body), ...options });
}

/** The fetch options of a JSON body, for raw(). */
export function sending(body) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

/** The Response itself, for files and other media types; throws ApiError where the status is no success. */
export async function raw(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { credentials: "same-origin", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0, t("api.unreachable"));
  }
  if (response.ok) return response;
  const text = await response.text();
  let body = {};
  try {
    body = JSON.parse(text);
  } catch {
    throw new ApiError(response.status, text.trim().split("\n")[0] || t("api.unreadable", { status: response.status }));
  }
  if (!body.error) throw new ApiError(response.status, t("api.unreadable", { status: response.status }));
  throw new ApiError(response.status, told(response.status, body.error), body.candidates, body.error);
}

async function json(path, options) {
  const response = await raw(path, options);
  try {
    return await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(response.status, t("api.unreadable", { status: response.status }));
  }
}

let status = null;

/** /api/status, asked once. */
export function graphStatus() {
  status ??= get("/api/status").catch((error) => { status = null; throw error; });
  return status;
}
