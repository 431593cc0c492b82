"""Many playbooks: who gets one, the processes that make them, what was made, the files.

In: results and answers. Out: a folder of files, each whole or not there. Must not know how a playbook is written.
"""
