/** The few things that our code and its libraries ask of a browser and that telephones of 2021 lack. Imported before everything else. */

/** Adds `at` to lists and texts where it is missing, as ECMAScript 2022 has it. */
function addAt(prototype: object): void {
  if ('at' in prototype) return
  Object.defineProperty(prototype, 'at', {
    configurable: true,
    writable: true,
    value: function at(this: ArrayLike<unknown>, position: number): unknown {
      const index = Math.trunc(position) || 0
      return this[index < 0 ? this.length + index : index]
    },
  })
}

addAt(Array.prototype)
addAt(String.prototype)
addAt(Object.getPrototypeOf(Uint8Array.prototype) as object)
// Under a plain name: the types know no browser without it.
const constructor: object = Object
if (!('hasOwn' in constructor)) {
  Object.defineProperty(constructor, 'hasOwn', {
    configurable: true,
    writable: true,
    value: (owner: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(owner, key),
  })
}
