mod link;
mod pointer;
