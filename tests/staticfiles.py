"""WhiteNoise reads its folder when it starts, and every test client starts it."""

from whitenoise.middleware import WhiteNoiseMiddleware


class ReadOnce(WhiteNoiseMiddleware):
    """Looks up what stands in a folder once in a run: that takes longer than most pages."""

    found = {}

    def update_files_dictionary(self, root, prefix):
        if (root, prefix) not in self.found:
            super().update_files_dictionary(root, prefix)
            self.found[root, prefix] = dict(self.files)
        self.files |= self.found[root, prefix]
