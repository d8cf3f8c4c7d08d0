"""Reading foreign files in a child process of few rights; knows no database."""
