"""What several commands share: options, streams, output paths, help, and answers that are read.

In: what is typed. Out: values, and what is printed. Must not know a command.
"""
