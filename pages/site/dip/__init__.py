"""The Daftar Informasi Publik: the list that UU 14/2008 has every office keep."""
