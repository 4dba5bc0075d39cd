/**
 * The page runs under `require-trusted-types-for 'script'`. Tiptap parses HTML with DOMParser, whose documents are inert, so the
 * default policy lets HTML through; it has no createScript and no createScriptURL, so scripts stay refused.
 */
type TrustedTypePolicies = { createPolicy(name: string, rules: { createHTML(html: string): string }): unknown }

/** Installs the policy where the browser knows Trusted Types; must run before anything parses HTML. */
export function installTrustedTypesPolicy(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypePolicies }
  trustedTypes?.createPolicy('default', { createHTML: (html) => html })
}
