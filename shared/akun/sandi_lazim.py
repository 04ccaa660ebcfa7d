"""Passwords, and beginnings of them, that many people choose: the lists of leaked ones begin so."""

LAZIM = frozenset(
    (
        *("123456789012", "1234567890123", "12345678901234", "123456781234", "123456123456"),
        *("qwertyuiop12", "qwertyuiop123", "qwerty123456", "qwertyuiop[]", "1q2w3e4r5t6y"),
        *("1qaz2wsx3edc", "q1w2e3r4t5y6", "asdfghjkl123", "zxcvbnm12345", "abcdefghijkl"),
        *("abcdefgh1234", "abc123456789", "a1b2c3d4e5f6", "aaaaaaaaaaaa", "passwordpassword"),
        *("password1234", "password12345", "password123456", "passw0rd1234", "p@ssw0rd1234"),
        *("katasandi123", "katasandi1234", "rahasia12345", "rahasia123456", "rahasia1234"),
        *("indonesia123", "indonesia1945", "indonesia2024", "indonesia2025", "indonesia2026"),
        *("indonesiaraya", "merdeka17845", "bismillah123", "bismillah1234", "bismillah12345"),
        *("alhamdulillah", "assalamualaikum", "sayangkamu123", "sayangku1234", "iloveyou1234"),
        *("banjarbaru123", "banjarbaru1234", "banjarbaru2025", "banjarbaru2026"),
        *("dpmptsp12345", "dpmptsp123456", "dpmptsp2025!", "dpmptsp2026!", "perizinan123"),
        *("administrator", "administrator1", "adminadmin12", "admin1234567", "admin12345678"),
        *("letmein12345", "welcome12345", "changeme1234", "gantisandi123", "petugas12345"),
        *("frontoffice1", "frontoffice123", "backoffice12", "backoffice123", "kepaladinas1"),
        *("kepaladinas123", "sekretaris12", "sekretaris123", "superman1234", "manchester123"),
        *("liverpool1234", "barcelona1234", "doraemon1234", "naruto123456", "pokemon123456"),
        *("password", "rahasia", "qwerty", "123456", "12345678", "admin", "indonesia"),
    )
)
