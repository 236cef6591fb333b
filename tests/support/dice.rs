//! A random number generator whose sequence is the same everywhere, so that a failure can be repeated.

/// Marsaglia's xorshift.
pub struct Dice(u64);

impl Dice {
    /// The sequence that belongs to a seed, which must not be zero.
    pub fn new(seed: u64) -> Dice {
        assert_ne!(seed, 0, "a seed");
        Dice(seed)
    }

    /// A number below `n`; 0 when there is none.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// The same in another order.
    pub fn shuffled<T>(&mut self, mut all: Vec<T>) -> Vec<T> {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
        all
    }
}
