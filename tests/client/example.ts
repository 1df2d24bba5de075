/**
 * What a public site reads of the API, typed end to end: every name and every shape
 * here comes from the OpenAPI document by way of `api.d.ts`.
 *
 *     npx openapi-typescript https://naskah.example/api/v3/openapi.json -o api.d.ts
 */
import createClient from "openapi-fetch";

import type { components, paths } from "./api.js";

type Schemas = components["schemas"];
type Berita = Schemas["BeritaItem"];
type Gambar = Schemas["Gambar"];
type Problem = Schemas["ProblemDetail"];

/** An RFC 7807 answer as an exception. */
class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

function orThrow<T>(answer: { data?: T; error?: Problem }): T {
  if (answer.data === undefined) {
    throw new ApiError(
      answer.error ?? { type: "about:blank", title: "", status: 0, detail: "" },
    );
  }
  return answer.data;
}

const api = createClient<paths>({ baseUrl: "https://naskah.example" });

/** One office's news of a category, newest first, page after page by the cursor. */
export async function* beritaOf(instansi: string, kategori: string): AsyncGenerator<Berita> {
  let kursor: string | null = null;
  do {
    const page: Schemas["BeritaList"] = orThrow(
      await api.GET("/api/v3/berita/", {
        params: {
          query: {
            instansi,
            kategori,
            dari: "2026-01-01",
            urut: "-tanggal",
            limit: 50,
            ...(kursor === null ? {} : { kursor }),
          },
        },
      }),
    );
    yield* page.items;
    kursor = page.kursor;
  } while (kursor !== null);
}

/** The article as HTML, with its picture in the formats that the browser knows. */
export async function article(id: number): Promise<string> {
  const berita = orThrow(
    await api.GET("/api/v3/berita/{page_id}/", { params: { path: { page_id: id } } }),
  );
  const files = berita.lampiran.map(
    (file) => `<a href="${file.url}" type="${file.jenis}">${file.judul}</a>`,
  );
  const picture = berita.gambar === null ? "" : pictureOf(berita.gambar);
  return [`<h1>${berita.judul}</h1>`, picture, berita.isi.html, ...files].join("\n");
}

function pictureOf(gambar: Gambar): string {
  const sources = gambar.sumber.map(
    (sumber) => `<source type="${sumber.jenis}" srcset="${sumber.srcset}">`,
  );
  const img = `<img src="${gambar.renditions["sedang"]?.url ?? ""}" alt="${gambar.alt}">`;
  return `<picture>${sources.join("")}${img}</picture>`;
}

/** The documents of what an office has to publish at all times. */
export async function setiapSaat(instansi: string): Promise<string[]> {
  const list = orThrow(
    await api.GET("/api/v3/informasi-publik/", {
      params: {
        query: { instansi, klasifikasi: "setiap-saat", fields: "judul,berkas" },
      },
    }),
  );
  return list.items.flatMap((item) => (item.berkas ?? []).map((file) => file.url));
}

/** Search hits, or what the reader may have meant. */
export async function cari(q: string): Promise<string[]> {
  const found = orThrow(
    await api.GET("/api/v3/cari/", { params: { query: { q, jenis: "berita" } } }),
  );
  if (found.count === 0 && found.saran !== null) {
    return [`Mungkin maksud Anda: ${found.saran}`];
  }
  return found.items.map((hit) => `${hit.judul} (${hit.instansi?.nama ?? "-"}): ${hit.url}`);
}

/** Who stands behind a text: the posts that gave their paraf, in order. */
export async function verifikasi(kode: string): Promise<string[] | null> {
  const answer = await api.GET("/api/v3/verifikasi/{kode}/", { params: { path: { kode } } });
  if (answer.response.status === 404) {
    return null;
  }
  const terbitan = orThrow(answer);
  return terbitan.paraf.map((paraf) => `${paraf.bentuk} ${paraf.jabatan}, ${paraf.waktu}`);
}
