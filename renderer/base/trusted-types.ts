/**
 * The page runs under `require-trusted-types-for 'script'`. Tiptap parses HTML with DOMParser, whose documents are inert, so the
 * default policy lets HTML through. It has no createScript, and of all addresses only those of our own workers may be run.
 */
type Rules = { createHTML(html: string): string; createScriptURL(address: string): string }
type TrustedTypePolicies = { createPolicy(name: string, rules: Rules): unknown }

/** Installs the policy where the browser knows Trusted Types; must run before anything parses HTML. */
export function installTrustedTypesPolicy(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypePolicies }
  trustedTypes?.createPolicy('default', { createHTML: (html) => html, createScriptURL: (address) => workerAddress(address, globalThis.location.href) })
}

/** As the bundler names them. */
const workerPath = /^\/assets\/(?:compiler|version)-worker-[\w-]+\.js$/u

/** `address` when it is a worker of the bundle whose page is `page`; throws for every other. */
export function workerAddress(address: string, page: string): string {
  const { protocol, host, pathname, search } = new URL(address, page)
  const own = new URL(page)
  if (protocol !== own.protocol || host !== own.host || search !== '' || !workerPath.test(pathname)) throw new TypeError(`not a script of this app: ${address}`)
  return address
}
