'use strict';

const LONGEST_LIST = 100;
const STATES = ['RECEIVED', 'RESERVED', 'SHIPPED'];
const rows = new Map();
const connection = document.getElementById('connection');
const list = document.getElementById('orders');
let attempts = 0;

function show(state, text) {
    connection.dataset.state = state;
    connection.textContent = text;
}

/** A new order comes to the top; one that is known changes where it stands. News may overtake each other. */
function update({ id, state }) {
    let row = rows.get(id);
    if (!row) {
        row = document.createElement('tr');
        row.append(document.createElement('td'), document.createElement('td'));
        row.cells[0].textContent = id;
        rows.set(id, row);
        list.prepend(row);
        while (list.rows.length > LONGEST_LIST) {
            rows.delete(list.lastElementChild.cells[0].textContent);
            list.lastElementChild.remove();
        }
    }
    if (STATES.indexOf(state) < STATES.indexOf(row.dataset.state)) {
        return;
    }
    row.dataset.state = state;
    row.cells[1].textContent = state.toLowerCase();
}

function count(counts) {
    for (const number of document.querySelectorAll('#counts dd')) {
        number.textContent = counts[number.dataset.state] ?? 0;
    }
}

function connect() {
    const url = new URL('feed', location.href);
    url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    socket.onopen = () => {
        attempts = 0;
        show('open', 'live');
    };
    socket.onmessage = ({ data }) => {
        const { orders, counts } = JSON.parse(data);
        orders.forEach(update);
        if (counts) {
            count(counts);
        }
    };
    socket.onclose = () => {
        show('closed', 'connection lost, trying again …');
        setTimeout(connect, Math.min(10_000, 250 * 2 ** attempts++));
    };
}

document.getElementById('order').addEventListener('submit', async event => {
    event.preventDefault();
    const form = new FormData(event.target);
    const answer = document.getElementById('answer');
    try {
        const response = await fetch('../orders', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({
                customer: form.get('customer'),
                currency: 'EUR',
                lines: [{ sku: form.get('sku'), quantity: Number(form.get('quantity')), price: 4.5 }],
            }),
        });
        answer.textContent = response.ok ? '' : `refused: ${(await response.json()).problems?.join('; ') ?? response.status}`;
    } catch (problem) {
        answer.textContent = `not sent: ${problem.message}`;
    }
});

connect();
