/** Styles of an OpenDocument file: what they are called, and whether they hide what has them. */

type Style = { readonly parent: string; isHidden: boolean }

export class OdtStyles {
  /** Named ones, and the defaults as ''. */
  readonly #named = new Map<string, Style>([['', { parent: '', isHidden: false }]])
  /** Made by programs, from a named one. */
  readonly #automatic = new Map<string, Style>()
  #last: Style | null = null

  /** An element of the styles. */
  open(name: string, attribute: (name: string) => string, isAutomatic: boolean): void {
    if (name === 'default-style') this.#last = this.#named.get('') ?? null
    if (name === 'style') {
      this.#last = { parent: attribute('parent-style-name'), isHidden: false }
      ;(isAutomatic ? this.#automatic : this.#named).set(attribute('name'), this.#last)
    }
    if (name === 'text-properties' && attribute('display') === 'none' && this.#last !== null) this.#last.isHidden = true
  }

  /** The named style behind a name, as people see it, in lower case. */
  nameOf(style: string): string {
    const parent = this.#automatic.get(style)?.parent ?? ''
    return (parent === '' ? style : parent).replace(/_([0-9a-f]{2})_/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))).toLowerCase()
  }

  isHidden(style: string): boolean {
    const automatic = this.#automatic.get(style)
    if (automatic?.isHidden === true) return true
    const seen = new Set<string>()
    for (let name = automatic === undefined ? style : automatic.parent; !seen.has(name); name = this.#named.get(name)?.parent ?? '') {
      if (this.#named.get(name)?.isHidden === true) return true
      seen.add(name)
    }
    return false
  }
}
