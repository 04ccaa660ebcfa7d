# `make` alone lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help siapkan siapkan-python demo web test test-cepat test-inti test-lama bench bench-sapuan bench-meja bench-sk chaos chaos-cabut mutasi check format kunci clean

BIN := .venv/bin
# Tests wait a lot: two processes a core keep two cores busy.
PROSES_UJI := 4
# A variable from the environment, such as RABBITMQ_URL, reaches every command below. One does not:
# where Python may not keep what it has compiled, every process compiles the whole project again.
unexport PYTHONDONTWRITEBYTECODE

help: ## Tampilkan daftar ini
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

siapkan: ## Siapkan komputer ini: lingkungan virtual, paket terkunci, RabbitMQ
	@scripts/siapkan.sh

siapkan-python: # the part that linters and unit tests need
	@scripts/siapkan.sh python

demo: siapkan ## Jalankan kedua SOP dari permohonan sampai SK, dengan server sungguhan
	@$(BIN)/izin demo

web: siapkan ## Coba meja petugas di peramban: permohonan contoh di setiap keadaan, akun setiap peran
	@$(BIN)/izin web

test: siapkan-uji ## Jalankan semua uji kecuali yang lama; kurang dari 8 menit di dua inti
	@$(BIN)/pytest -n $(PROSES_UJI) --durations=20

test-cepat: siapkan-python ## Jalankan uji unit saja (tanpa server)
	@$(BIN)/pytest -n 2 tests/unit

test-inti: siapkan-uji ## Jalankan uji unit, kontrak dan pipa: putaran kerja sehari-hari
	@$(BIN)/pytest -n $(PROSES_UJI) tests/unit tests/contract tests/pipeline

test-lama: siapkan-uji ## Jalankan uji yang lama: mati dan hilangnya server, sabotase, semua akhir demo
	@$(BIN)/python -m tests.long_run jalankan

siapkan-uji: # tests kill their servers: always private ones
	@env -u RABBITMQ_URL scripts/siapkan.sh uji

bench: siapkan ## Ukur CPU tiap permohonan, laju, memori, mulai; PILIHAN="--latensi", "--help"
	@scripts/siapkan-bench.sh
	@.venv-bench/bin/python -m bench.kecepatan $(PILIHAN)

bench-sapuan: siapkan ## Ukur sapuan watchdog dengan 1.000 dan 100.000 permohonan terbuka
	@env -u RABBITMQ_URL -u MONGODB_URL $(BIN)/python -m bench.sapuan

bench-meja: siapkan ## Ukur meja petugas: 200 orang dengan halaman hidup; PILIHAN="--detik 60"
	@env -u RABBITMQ_URL -u MONGODB_URL $(BIN)/python -m bench.meja $(PILIHAN)

bench-sk: siapkan-python ## Ukur CPU dan memori satu SK: menyusun, menandatangani, memeriksa
	@$(BIN)/python -m bench.surat_keputusan

chaos: siapkan ## Kampanye kegagalan: 1.000 permohonan, 200 kegagalan; lalu klaster; lalu meja
	@env -u RABBITMQ_URL -u MONGODB_URL $(BIN)/python -m tests.long_run kampanye $(CHAOS)
	@env -u RABBITMQ_URL -u MONGODB_URL $(BIN)/python -m chaos --klaster $(CHAOS_KLASTER)
	@env -u RABBITMQ_URL -u MONGODB_URL $(BIN)/python -m chaos --meja 2 --gabung 1 --permohonan 60 --kegagalan 60 $(CHAOS_MEJA)

chaos-cabut: siapkan ## Cabut tiap aturan pengiriman: kampanye harus melihatnya
	@env -u RABBITMQ_URL -u MONGODB_URL $(BIN)/python -m chaos.sabotage.proof

mutasi: siapkan-uji ## Rusak kode dengan lima puluh cara: uji cepat harus mengetahuinya; PILIHAN="3 24"
	@$(BIN)/python -m scripts.mutasi $(PILIHAN)

check: siapkan-python ## Periksa gaya, tipe, kontrak impor, kontrak pesan, dan berkas Docker
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/izin asyncapi --periksa
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml deploy/petugas.compose.yml
	$(BIN)/hadolint Dockerfile
	scripts/periksa-kunci.sh

format: siapkan-python ## Rapikan kode
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

kunci: siapkan-python ## Kunci ulang versi paket Python setelah pyproject.toml berubah
	@scripts/kunci.sh

clean: ## Hapus data percobaan (.izin) dan semua cache; .venv tetap
	@for lock in .izin/servers.lock .izin/demo/servers.lock; do \
	    if [ -e $$lock ] && ! flock --nonblock $$lock true; then \
	        echo "Server di .izin masih berjalan; hentikan dahulu." >&2; exit 1; fi; done
	@rm -rf .izin .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache \
	    build dist alurizin.egg-info
	@find bench chaos izin ops scripts services shared tests -name __pycache__ -type d -prune -exec rm -rf {} +
