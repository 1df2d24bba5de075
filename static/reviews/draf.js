// The form of an SOP: rows change in place, and the flowchart follows the typing.
// Without this module every button is an ordinary submit of the same form.

const PAUSE = 600;
const form = document.querySelector("#draf");
let timer;
let running;

function replace(html, selector) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const old = document.querySelector(selector);
    const found = fresh.querySelector(selector);
    if (old && found) old.replaceWith(found);
    return Boolean(old && found);
}

async function send(url, data) {
    running?.abort();
    running = new AbortController();
    const response = await fetch(url, {
        method: "POST",
        body: data,
        credentials: "same-origin",
        signal: running.signal,
    });
    if (!response.ok) throw new Error(String(response.status));
    return response.text();
}

async function preview() {
    try {
        const html = await send(form.dataset.pratinjau, new FormData(form));
        document.querySelector("#draf-pratinjau").innerHTML = html;
    } catch (error) {
        // The next change asks again; saving does not depend on the preview.
    }
}

async function changeRows(button) {
    const data = new FormData(form);
    data.set(button.name, button.value);
    try {
        const html = await send(form.action || window.location.href, data);
        if (!replace(html, "#draf-isi")) throw new Error("no form");
        replace(html, "#draf-pratinjau");
        focusStep(button.value);
    } catch (error) {
        form.requestSubmit(button);
    }
}

function focusStep(order) {
    const [verb, place] = order.split(":");
    const step = { naik: -1, turun: 1, sisip: 1, hapus: -1 }[verb] ?? 0;
    const all = document.querySelectorAll(".draf-langkah");
    const at = place ? Number(place) + step : all.length;
    const field = document.querySelector(`#langkah-${Math.max(at, 1)} textarea`);
    field?.focus();
    field?.scrollIntoView({ block: "center" });
}

form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=baris]");
    if (!button) return;
    event.preventDefault();
    changeRows(button);
});

form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(preview, PAUSE);
});
