/**
 * The search of the HTML minutes: the one script in the file, constant text, allowed by its hash in the file's own policy and by nothing
 * else. It asks nobody, stores nothing, and never makes markup of words: marks are elements around text that stands there already.
 * Without it the document is as readable; the search bar is shown by it and stays hidden where scripts do not run.
 *
 * Diacritics and case do not matter ("reunion" finds "Réunion"), and words are found across bold and links.
 */
import { digest } from 'lib0/hash/sha256'
import { strFromU8, strToU8 } from 'fflate'
import { base64 } from '../pictures/image.ts'

export const htmlScript = `
'use strict';
(function () {
  var bar = document.getElementById('search'), field = document.getElementById('search-words'), said = document.getElementById('search-said');
  var main = document.querySelector('main'), hits = [], now = -1, timer = 0, maxHits = 2000;
  var blocks = 'p,li,td,th,h1,h2,h3,h4,h5,h6,dt,dd,pre,figcaption,caption';
  function fold(character) { return character.normalize('NFD').replace(/\\p{M}/gu, '').toLowerCase(); }
  function read() {
    var walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), text = '', places = [], block = null, node;
    while ((node = walker.nextNode())) {
      var around = node.parentElement.closest(blocks);
      if (around !== block) { text += '\\n'; places.push(null); block = around; }
      var offset = 0;
      for (var character of node.data) {
        var folded = /\\s/.test(character) ? ' ' : fold(character);
        for (var index = 0; index < folded.length; index += 1) places.push([node, offset, offset + character.length]);
        text += folded;
        offset += character.length;
      }
    }
    return { text: text, places: places };
  }
  function clear() {
    hits.forEach(function (marks) {
      marks.forEach(function (mark) {
        var parent = mark.parentNode;
        while (mark.firstChild) parent.insertBefore(mark.firstChild, mark);
        parent.removeChild(mark);
        parent.normalize();
      });
    });
    hits = [];
    now = -1;
  }
  function wrap(node, from, to) {
    var hit = node.splitText(from);
    hit.splitText(to - from);
    var mark = document.createElement('mark');
    mark.className = 'hit';
    hit.parentNode.insertBefore(mark, hit);
    mark.appendChild(hit);
    return mark;
  }
  function find() {
    clear();
    var words = Array.from(field.value.trim().replace(/\\s+/g, ' ')).map(fold).join('');
    if (words === '') { said.textContent = ''; return; }
    var found = read(), starts = [];
    for (var at = found.text.indexOf(words); at >= 0 && starts.length < maxHits; at = found.text.indexOf(words, at + words.length)) starts.push(at);
    for (var back = starts.length - 1; back >= 0; back -= 1) {
      var runs = [];
      found.places.slice(starts[back], starts[back] + words.length).forEach(function (place) {
        if (!place) return;
        var last = runs[runs.length - 1];
        if (last && last.node === place[0]) last.to = Math.max(last.to, place[2]);
        else runs.push({ node: place[0], from: place[1], to: place[2] });
      });
      hits.unshift(runs.reverse().map(function (run) { return wrap(run.node, run.from, run.to); }).reverse());
    }
    show(hits.length > 0 ? 0 : -1);
  }
  function show(index) {
    if (hits[now]) hits[now].forEach(function (mark) { mark.classList.remove('now'); });
    now = index;
    if (now < 0) { said.textContent = said.dataset.none; return; }
    hits[now].forEach(function (mark) { mark.classList.add('now'); });
    hits[now][0].scrollIntoView({ block: 'center' });
    said.textContent = (now + 1) + ' / ' + hits.length;
  }
  function step(by) {
    if (timer) { clearTimeout(timer); timer = 0; find(); return; }
    if (hits.length > 0) show((now + by + hits.length) % hits.length);
  }
  field.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(function () { timer = 0; find(); }, 150); });
  field.addEventListener('keydown', function (event) {
    if (event.key === 'Enter') { event.preventDefault(); step(event.shiftKey ? -1 : 1); }
    else if (event.key === 'Escape') { field.value = ''; clear(); said.textContent = ''; field.blur(); }
  });
  document.getElementById('search-next').addEventListener('click', function () { step(1); });
  document.getElementById('search-previous').addEventListener('click', function () { step(-1); });
  document.addEventListener('keydown', function (event) {
    if (event.key === '/' && document.activeElement !== field && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); field.focus(); }
  });
  bar.hidden = false;
})();
`

/** How the policy of the file names the script. */
export const htmlScriptHash = `sha256-${strFromU8(base64(digest(strToU8(htmlScript))), true)}`
