// Sorts the tables of the report. Their contents are there already and are moved, never made.
(() => {
  'use strict';

  function sortBy(table, column, header) {
    const isNumeric = header.classList.contains('num');
    const before = header.getAttribute('aria-sort');
    const order = before === null ? (isNumeric ? 'descending' : 'ascending')
      : before === 'ascending' ? 'descending' : 'ascending';
    table.querySelectorAll('th').forEach(other => other.removeAttribute('aria-sort'));
    header.setAttribute('aria-sort', order);
    const sign = order === 'ascending' ? 1 : -1, body = table.tBodies[0];
    const keyed = [...body.rows].map(row => {
      const cell = row.cells[column], key = cell.dataset.k;
      return { row, text: cell.textContent, key: key === undefined ? null : Number(key) };
    });
    keyed.sort((left, right) => left.key === null && right.key === null
      ? (isNumeric ? 0 : sign * left.text.localeCompare(right.text, 'en'))
      : left.key === null ? 1 : right.key === null ? -1 : sign * (left.key - right.key));
    body.append(...keyed.map(entry => entry.row));
  }

  function makeSortable(table) {
    table.tHead.classList.add('sorts');
    table.querySelectorAll('thead th:not(.fixed)').forEach((header, column) => {
      header.tabIndex = 0;
      header.addEventListener('click', () => sortBy(table, column, header));
      header.addEventListener('keydown', event => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          sortBy(table, column, header);
        }
      });
    });
  }

  document.querySelectorAll('table.sortable').forEach(makeSortable);
})();
