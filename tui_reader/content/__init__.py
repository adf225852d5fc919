"""Makes readable: ``convert`` turns strangers' texts into documents (workers), ``document`` keeps and reads them."""
